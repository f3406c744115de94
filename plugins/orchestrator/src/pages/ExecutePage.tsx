export function ExecutePage() {
  return null;
}
