import { Flex, Skeleton, VisuallyHidden } from '@backstage/ui';

/** Grey bars in the shape of what is coming. */
export function Loading({ what, heights }: { what: string; heights: readonly number[] }) {
  return (
    <div role="status">
      <VisuallyHidden>Loading {what}</VisuallyHidden>
      <Flex direction="column" gap="4">
        {heights.map((height, index) => (
          <Skeleton key={index} width="100%" height={height} />
        ))}
      </Flex>
    </div>
  );
}
