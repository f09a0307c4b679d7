/** A link to a path of this app as plain anchor properties, so that design components need not know the routes. */
import { useRouter } from "@tanstack/react-router";
import type { MouseEvent } from "react";

export function useLink(href: string): { href: string; onClick: (event: MouseEvent) => void } {
  const router = useRouter();
  return {
    href,
    onClick: (event) => {
      if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      router.history.push(href);
    },
  };
}
