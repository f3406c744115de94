import { useParams } from 'react-router-dom';

/** A parameter of the page's address; the routes guarantee that it is there. */
export function usePathParameter(name: string): string {
  const value = useParams()[name];
  if (value === undefined) {
    throw new Error(`The address of this page has no ${name}.`);
  }
  return value;
}
