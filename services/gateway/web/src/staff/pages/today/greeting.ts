/** Which greeting fits the hour, in Dutch time wherever the browser thinks it is. */
export function greetingFor(now: Date): "today.greeting.morning" | "today.greeting.afternoon" | "today.greeting.evening" {
  const hour = Number(new Intl.DateTimeFormat("en-GB", { hour: "2-digit", hourCycle: "h23", timeZone: "Europe/Amsterdam" }).format(now));
  if (hour < 12) return "today.greeting.morning";
  return hour < 18 ? "today.greeting.afternoon" : "today.greeting.evening";
}
