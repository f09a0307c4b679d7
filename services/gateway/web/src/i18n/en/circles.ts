import type { Translation } from "../core";
import type nl from "../nl/circles";

export default {
  drawing: "Drawing",
  list: "List",
  me: "Me",
  empty: "Nobody is here yet. Looking together is always possible.",
  summary: "Network map. The list tells the same.",
  how: "Drag somebody to another circle, or use the arrows: up is closer, down is further away.",
  moved: "{name} is here now: {circle}",
  closer: "Closer",
  further: "Further away",
  place: "Put on the map",
  noKind: "Not said yet where from",
  "circle.close": "Close",
  "circle.near": "A bit further",
  "circle.further": "Further away",
  "circle.unsaid": "No place yet",
  "feeling.good": "Good",
  "feeling.mixed": "Sometimes good, sometimes not",
  "feeling.hard": "Difficult",
} satisfies Translation<typeof nl>;
