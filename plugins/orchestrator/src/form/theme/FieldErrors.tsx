import { Text } from '@backstage/ui';

/** Errors below something that the design system gives no place for them. */
export function FieldErrors({ id, errors }: { id: string; errors: readonly string[] }) {
  return (
    <div id={id}>
      {errors.map((error) => (
        <Text key={error} as="p" variant="body-small" color="danger">
          {error}
        </Text>
      ))}
    </div>
  );
}
