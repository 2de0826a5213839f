interface Part {
  id: string;
}

/** Steps, seats, signers and places are counted by their ids and never leave their list: the id says where one stands. */
export function positionOf(parts: readonly Part[], id: string): number {
  const counted = Number(id.slice(1)) - 1;
  return parts[counted]?.id === id ? counted : parts.findIndex((part) => part.id === id);
}

export const partOf = <One extends Part>(parts: readonly One[], id: string): One | undefined =>
  parts[positionOf(parts, id)];
