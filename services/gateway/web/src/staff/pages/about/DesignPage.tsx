/** Every component with every state, for those who build pages. Development only. */
import { Page } from "@/design/Page";

export function DesignPage() {
  return <main><Page title="Design" /></main>;
}
