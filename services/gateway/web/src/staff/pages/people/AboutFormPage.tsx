/** Writing down what somebody tells of themself. Nothing has to be filled in. */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { requestId } from "@/api/client";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { ErrorNote } from "@/design/ErrorNote";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { useT } from "@/i18n/staff";
import { isOvertaken, useChange, useEdit, useUndo } from "@/staff/change";
import { Overtaken } from "@/staff/Overtaken";
import { type AboutDraft, clientFrom, draftOf, mask, mistakes } from "./about";
import { LikesFields, PracticalFields, SituationFields, WhoFields } from "./AboutFields";
import { RepresentativeFields } from "./Representative";
import styles from "./people.module.css";
import { type Client, clientQuery, updateClient } from "./queries";

export function AboutFormPage() {
  const t = useT();
  const { clientId } = useParams({ from: "/shell/mensen/$clientId/over" });
  const client = useQuery(clientQuery(clientId));
  const name = client.data?.givenName ?? "…";
  return (
    <Page
      title={t("people.about.form", { name })}
      lead={t("people.about.formLead")}
      above={<Link to="/mensen/$clientId" params={{ clientId }} search={{ deel: "over" }}>{name}</Link>}
      width="text"
    >
      <QueryView query={client}>{(found) => <AboutForm client={found} />}</QueryView>
    </Page>
  );
}

function AboutForm({ client }: { client: Client }) {
  const t = useT();
  const navigate = useNavigate();
  const clientId = client.id ?? "";
  const name = client.givenName ?? "";
  const current = draftOf(client);
  const edit = useEdit<AboutDraft>(`client:${clientId}`, current);
  const [tried, setTried] = useState(false);
  const undo = useUndo();
  const refresh = [["clients"], ["name", "client", clientId]];
  const save = useChange({
    run: (draft: AboutDraft, once) => updateClient(clientFrom(draft, clientId), mask, once),
    refresh,
    onDone: async (after) => {
      edit.forget();
      undo(t("people.about.saved", { name }), () => updateClient(clientFrom({ ...current, etag: after.etag ?? "" }, clientId), mask, requestId()), refresh);
      await navigate({ to: "/mensen/$clientId", params: { clientId }, search: { deel: "over" } });
    },
  });
  const wrong = mistakes(edit.value);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!wrong.birthYear && !wrong.area) save.start(edit.value);
  };
  const fields: Record<string, string> = { ...save.problem?.fields };
  if (tried && wrong.birthYear) fields["client.birthYear"] = t("people.about.birthYear.wrong");
  if (tried && wrong.area) fields["client.profile.area"] = t("people.about.area.wrong");
  const overtaken = isOvertaken(save.problem) && edit.value.etag !== current.etag;
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <LikesFields edit={edit} name={name} fields={fields} />
      <PracticalFields edit={edit} name={name} fields={fields} />
      <SituationFields edit={edit} name={name} />
      <WhoFields edit={edit} fields={fields} />
      <RepresentativeFields edit={edit} name={name} fields={fields} />
      {overtaken ? (
        <Overtaken
          edit={edit}
          now={[
            { label: t("people.about.interests"), text: current.interests },
            { label: t("people.about.talents"), text: current.talents },
            { label: t("people.about.couldMean"), text: current.couldMean },
            { label: t("people.about.aids"), text: current.aids },
          ]}
        />
      ) : (
        <ErrorNote problem={isOvertaken(save.problem) ? null : save.problem} />
      )}
      <div className="cluster">
        <Button kind="primary" type="submit" isPending={save.isPending}>{t("common.save")}</Button>
        <Link to="/mensen/$clientId" params={{ clientId }} search={{ deel: "over" }} className={buttonClass("quiet")}>{t("common.back")}</Link>
      </div>
    </form>
  );
}
