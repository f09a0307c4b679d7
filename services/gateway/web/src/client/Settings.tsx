/** How I like it: the same choices as staff have, and pictures on or off. */
import { PreferencesDialog } from "@/app/PreferencesDialog";

export function Settings(props: { isOpen: boolean; onOpenChange: (open: boolean) => void }) {
  return <PreferencesDialog {...props} withPictures />;
}
