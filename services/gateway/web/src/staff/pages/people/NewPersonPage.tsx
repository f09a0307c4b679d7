/** Somebody new: a name and a yes are enough. */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useDraft } from "@/app/draft";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { Checkbox } from "@/design/Checkbox";
import { ErrorNote } from "@/design/ErrorNote";
import { Page } from "@/design/Page";
import { Select } from "@/design/Select";
import { TextField } from "@/design/TextField";
import { toast } from "@/design/Toast";
import { useT } from "@/i18n/staff";
import { useChange } from "@/staff/change";
import styles from "./people.module.css";
import { createClient, locationsQuery } from "./queries";

interface Draft {
  givenName: string;
  familyName: string;
  locationId: string;
  yes: boolean;
}

export function NewPersonPage() {
  const t = useT();
  const navigate = useNavigate();
  const locations = useQuery(locationsQuery).data ?? [];
  const [draft, write, forget] = useDraft<Draft>("client:new", { givenName: "", familyName: "", locationId: "", yes: false });
  const [unasked, setUnasked] = useState(false);
  const set = (change: Partial<Draft>) => write({ ...draft, ...change });
  const add = useChange({
    run: ({ givenName, familyName, locationId }: Draft, once) => createClient({ givenName, familyName, locationId: locationId || undefined }, once),
    refresh: [["clients"]],
    onDone: async (client) => {
      forget();
      toast(t("people.new.done", { name: client.givenName ?? "" }));
      await navigate({ to: "/mensen/$clientId", params: { clientId: client.id ?? "" } });
    },
  });
  const name = draft.givenName.trim();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setUnasked(!draft.yes);
    if (draft.yes) add.start(draft);
  };
  return (
    <Page title={t("people.new.title")} lead={t("people.new.lead")} above={<Link to="/mensen">{t("people.title")}</Link>} width="text">
      <form className={styles.form} onSubmit={submit} noValidate>
        <TextField
          label={t("people.new.givenName")}
          description={t("people.new.givenName.help")}
          value={draft.givenName}
          onChange={(givenName) => set({ givenName })}
          error={add.problem?.fields["client.givenName"]}
          autoComplete="off"
        />
        <TextField optional label={t("people.new.familyName")} value={draft.familyName} onChange={(familyName) => set({ familyName })} autoComplete="off" />
        {locations.length > 0 && (
          <Select
            optional
            label={t("people.location")}
            value={draft.locationId || null}
            onChange={(locationId) => set({ locationId })}
            options={locations.map((place) => ({ value: place.id ?? "", label: place.name ?? "" }))}
          />
        )}
        <div className={styles.yes}>
          <Checkbox isSelected={draft.yes} onChange={(yes) => { set({ yes }); setUnasked(false); }} description={t("people.new.yes.help")}>
            {name ? t("people.new.yes", { name }) : t("people.new.yesNobody")}
          </Checkbox>
          {unasked && <p role="alert" className={styles.gentle}>{t("people.new.yes.first")}</p>}
        </div>
        <ErrorNote problem={add.problem} labels={{ "client.givenName": t("people.new.givenName") }} />
        <div className="cluster">
          <Button kind="primary" type="submit" isPending={add.isPending}>{t("people.new.save")}</Button>
          <Link to="/mensen" className={buttonClass("quiet")}>{t("common.back")}</Link>
        </div>
      </form>
    </Page>
  );
}
