/** Below the map: whom the record names and the client was not asked about yet, and what may be told to other systems. */
import type { Client } from "./queries";
import { ParticipationPart } from "./ParticipationPart";
import { ProposalsPart } from "./ProposalsPart";

export function TellingPart({ of }: { of: Client }) {
  return (
    <>
      <ProposalsPart of={of} />
      <ParticipationPart of={of} />
    </>
  );
}
