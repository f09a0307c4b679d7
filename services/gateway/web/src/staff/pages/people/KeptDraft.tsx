/** Something was being written here and is not saved yet: the way back to it. */
import { isDraftKept } from "@/app/draft";
import { Card } from "@/design/Card";
import { buttonClass } from "@/design/button-class";
import { useLink } from "@/design/link";
import { useT } from "@/i18n/staff";

export function KeptDraft({ draft, href }: { draft: string; href: string }) {
  const t = useT();
  const link = useLink(href);
  if (!isDraftKept(draft)) return null;
  return (
    <Card tone="sky">
      <div className="cluster">
        <p>{t("people.draft")}</p>
        <a {...link} className={buttonClass("secondary", "small")}>{t("people.draft.go")}</a>
      </div>
    </Card>
  );
}
