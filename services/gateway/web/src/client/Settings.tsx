/** How I like it: the same choices as staff have, and pictures on or off. */
export { PreferencesDialog as Settings } from "@/app/PreferencesDialog";
