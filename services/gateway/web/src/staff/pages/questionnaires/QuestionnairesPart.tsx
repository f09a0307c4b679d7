/** The questionnaires that the organisation brought in, with who owns them. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { buttonClass } from "@/design/button-class";
import { Card } from "@/design/Card";
import { Checkbox } from "@/design/Checkbox";
import { Chip } from "@/design/Chip";
import { EmptyState } from "@/design/EmptyState";
import { QueryView } from "@/design/QueryView";
import { useT } from "@/i18n/staff";
import { questionnairesQuery } from "./queries";

export function QuestionnairesPart() {
  const t = useT();
  const [retiredToo, setRetiredToo] = useState(false);
  const all = useQuery(questionnairesQuery(retiredToo));
  const add = <Link to="/organisatie/vragenlijsten/nieuw" className={buttonClass("primary")}>{t("questionnaires.add")}</Link>;
  return (
    <>
      <p className="soft">{t("questionnaires.lead")}</p>
      <QueryView query={all}>
        {(found) =>
          found.length === 0 && !retiredToo ? (
            <EmptyState title={t("questionnaires.none")} text={t("questionnaires.noneText")} action={add} />
          ) : (
            <>
              <div className="cluster">{add}</div>
              {found.map((one) => (
                <Card key={one.id} href={`/organisatie/vragenlijsten/${one.id}`} title={one.title} note={t("questionnaires.version", { version: one.version ?? "" })}>
                  {one.state === "STATE_RETIRED" && <Chip>{t("questionnaires.retired")}</Chip>}
                  {one.publisher && <p className="soft">{one.publisher}</p>}
                </Card>
              ))}
            </>
          )
        }
      </QueryView>
      <Checkbox isSelected={retiredToo} onChange={setRetiredToo}>{t("questionnaires.retiredToo")}</Checkbox>
    </>
  );
}
