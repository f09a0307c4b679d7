/** How I like it: the same choices as staff have, pictures on or off, and looking around once more. */
import { Suspense } from "react";
import { PreferencesDialog } from "@/app/PreferencesDialog";
import { Offer } from "./pages/tour/routes";

export function Settings({ signedIn, ...props }: { isOpen: boolean; onOpenChange: (open: boolean) => void; signedIn: boolean }) {
  const around = signedIn && <Suspense fallback={null}><Offer always onStart={() => props.onOpenChange(false)} /></Suspense>;
  return <PreferencesDialog {...props} withPictures more={around} />;
}
