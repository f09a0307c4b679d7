/** A match that came about by itself: one screen, no approval (M-03). */
import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useDraft } from "@/app/draft";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { Page } from "@/design/Page";
import { TextArea } from "@/design/TextArea";
import { TextField } from "@/design/TextField";
import { toast } from "@/design/Toast";
import { useT } from "@/i18n/staff";
import { useChange } from "@/staff/change";
import { Citizens } from "./Citizens";
import { ChangeNote, useMatchNames } from "./parts";
import { PeoplePicker } from "./PeoplePicker";
import { createSpontaneous, type Spontaneous } from "./queries";
import { around } from "./useMatchChange";
import styles from "./matches.module.css";

const blank: Spontaneous = { people: [], citizens: 0, beganAt: "", doing: "" };

export function SpontaneousPage() {
  const t = useT();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [told, setTold, forget] = useDraft("match:spontaneous", blank);
  const [tried, setTried] = useState(false);
  const { called } = useMatchNames([{ participants: told.people }]);
  const save = useChange({
    run: createSpontaneous,
    refresh: around,
    onDone: async (match) => {
      forget();
      queries.setQueryData(["matches", match.id], match);
      toast(t("matches.spontaneous.done", { names: called(match) }));
      await navigate({ to: "/koppelingen/$matchId", params: { matchId: match.id ?? "" } });
    },
  });
  const enough = told.people.length >= 2;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (enough) save.start(told);
  };
  const set = (change: Partial<Spontaneous>) => setTold({ ...told, ...change });
  return (
    <Page
      title={t("matches.spontaneous.title")}
      lead={t("matches.spontaneous.lead")}
      above={<Link to="/koppelingen">{t("matches.title")}</Link>}
      width="text"
    >
      <form className={styles.form} onSubmit={submit} noValidate>
        <PeoplePicker
          withLead
          label={t("matches.spontaneous.people")}
          description={t("matches.spontaneous.people.help")}
          error={tried && !enough ? t("matches.spontaneous.people.few") : save.problem?.fields.people}
          people={told.people.map((person) => ({ clientId: person.clientId ?? "", networker: person.networker }))}
          onChange={(people) => set({ people })}
        />
        <TextField
          optional
          label={t("matches.spontaneous.beganAt")}
          description={t("matches.spontaneous.beganAt.help")}
          value={told.beganAt}
          onChange={(beganAt) => set({ beganAt })}
          error={save.problem?.fields.beganAt}
          maxLength={200}
        />
        <TextArea
          optional
          label={t("matches.spontaneous.doing")}
          description={t("matches.spontaneous.doing.help")}
          value={told.doing}
          onChange={(doing) => set({ doing })}
          error={save.problem?.fields.doing}
          maxLength={500}
        />
        <Citizens n={told.citizens} onChange={(citizens) => set({ citizens })} />
        <ChangeNote problem={save.problem} people={told.people.map((person) => person.clientId)} />
        <div className="cluster">
          <Button kind="primary" type="submit" isPending={save.isPending}>{t("matches.spontaneous.save")}</Button>
          <Link to="/koppelingen" className={buttonClass("quiet")}>{t("common.back")}</Link>
        </div>
      </form>
    </Page>
  );
}
