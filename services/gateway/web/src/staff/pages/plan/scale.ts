/** How many people one figure of the picture stands for, so that the fullest neighbourhood still can be looked over. */
import type { PlanArea } from "./queries";

/** As many figures as one takes in at a look. */
const most = 60;

export const unitOf = (areas: readonly PlanArea[]): number => {
  const fullest = Math.max(0, ...areas.map((area) => (area.wishing ?? 0) + (area.placesFree ?? 0)));
  if (fullest <= most) return 1;
  const rough = fullest / most;
  const step = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 5, 10].map((times) => times * step).find((unit) => unit >= rough) ?? 10 * step;
};

/** Figures for n people: whoever is there is seen, also when fewer than one figure stands for. */
export const figures = (n: number, unit: number): number => (n > 0 ? Math.max(1, Math.round(n / unit)) : 0);
