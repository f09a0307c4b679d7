/** What is told of the map as a whole: where somebody lives (N-10), who gives something back (N-18), and what is shared (N-17). */
import { type FormEvent, useState } from "react";
import { requestId } from "@/api/client";
import { Button } from "@/design/Button";
import { ErrorNote } from "@/design/ErrorNote";
import { RadioCards } from "@/design/RadioCards";
import { Select } from "@/design/Select";
import { TextArea } from "@/design/TextArea";
import { toast } from "@/design/Toast";
import { useT } from "@/i18n/staff";
import { isOvertaken, useChange, useEdit, useUndo } from "@/staff/change";
import { Overtaken } from "@/staff/Overtaken";
import { Choices } from "../people/Choices";
import type { Contact } from "../people/queries";
import { VoicePicker } from "./Approaches";
import styles from "./map.module.css";
import { type KnownPart, mapParts } from "./people";
import { type NetworkMap, updateMap } from "./queries";
import { type Voice, voiceWords } from "./voices";

interface PartProps {
  map: NetworkMap;
  name: string;
}

const keyOf = (map: NetworkMap) => [["networkMaps", map.clientId]];

/** Where and how somebody lives: context for who is around them. */
export function Living({ map, name }: PartProps) {
  const t = useT();
  const [open, setOpen] = useState(false);
  return (
    <section className={styles.living}>
      <h3>{t("map.living", { name })}</h3>
      {open ? (
        <LivingForm map={map} name={name} onDone={() => setOpen(false)} />
      ) : (
        <div className={styles.line}>
          <p className={map.living ? styles.own : "soft"}>{map.living || t("map.living.none")}</p>
          <Button size="small" kind="quiet" onPress={() => setOpen(true)}>{t(map.living ? "common.edit" : "map.living.add")}</Button>
        </div>
      )}
    </section>
  );
}

function LivingForm({ map, name, onDone }: PartProps & { onDone: () => void }) {
  const t = useT();
  const current = { etag: map.etag ?? "", living: map.living ?? "" };
  const undo = useUndo();
  const edit = useEdit(`living:${map.clientId}`, current);
  const save = useChange({
    run: (draft: typeof current, once) => updateMap({ clientId: map.clientId, ...draft }, "living", once),
    refresh: keyOf(map),
    onDone: (after) => {
      edit.forget();
      undo(t("common.saved"), () => updateMap({ clientId: map.clientId, ...current, etag: after.etag }, "living", requestId()), keyOf(map));
      onDone();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.start(edit.value);
  };
  const overtaken = isOvertaken(save.problem) && edit.value.etag !== current.etag;
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <TextArea label={t("map.living.label", { name })} description={t("map.living.help")} value={edit.value.living} onChange={(living) => edit.set({ living })} maxLength={1000} error={save.problem?.fields["networkMap.living"]} />
      {overtaken ? <Overtaken edit={edit} now={[{ label: t("map.living", { name }), text: current.living }]} /> : <ErrorNote problem={save.problem} />}
      <div className="cluster">
        <Button type="submit" size="small" kind="primary" isPending={save.isPending}>{t("common.save")}</Button>
        <Button size="small" kind="quiet" onPress={onDone}>{t("common.cancel")}</Button>
      </div>
    </form>
  );
}

type GiveBackKind = NonNullable<NetworkMap["giveBack"]>;
const ways = ["GIVE_BACK_MYSELF", "GIVE_BACK_SOMEBODY", "GIVE_BACK_LOOKING", "GIVE_BACK_UNSPECIFIED"] as const;

/** Too vulnerable to give something back oneself? Then somebody from the network may; and when nobody can, looking for somebody is a step of its own. */
export function GiveBack({ map, name, contacts }: PartProps & { contacts: readonly Contact[] }) {
  const t = useT();
  const undo = useUndo();
  const [who, setWho] = useState(false);
  const save = useChange({
    run: (said: Pick<NetworkMap, "giveBack" | "giveBackContactId">, once) => updateMap({ clientId: map.clientId, etag: map.etag, ...said }, "giveBack,giveBackContactId", once),
    refresh: keyOf(map),
    onDone: () => {
      setWho(false);
      const before = { clientId: map.clientId, giveBack: map.giveBack, giveBackContactId: map.giveBackContactId };
      undo(t("common.saved"), () => updateMap(before, "giveBack,giveBackContactId", requestId()), keyOf(map));
    },
  });
  const now = map.giveBack ?? "GIVE_BACK_UNSPECIFIED";
  const choose = (giveBack: GiveBackKind) => (giveBack === "GIVE_BACK_SOMEBODY" ? setWho(true) : (setWho(false), save.start({ giveBack, giveBackContactId: "" })));
  const somebody = who || now === "GIVE_BACK_SOMEBODY";
  return (
    <section className={styles.inset}>
      <h3>{t("map.giveBack.title")}</h3>
      <p className="soft small">{t("map.giveBack.help", { name })}</p>
      <RadioCards compact label={t("map.giveBack.question")} value={who ? "GIVE_BACK_SOMEBODY" : now} onChange={choose} options={ways.map((way) => ({ value: way, label: t(`map.${way}`, { name }) }))} />
      {somebody && (
        <Select
          label={t("map.giveBack.who")}
          value={map.giveBackContactId || null}
          onChange={(giveBackContactId) => save.start({ giveBack: "GIVE_BACK_SOMEBODY", giveBackContactId })}
          options={contacts.map((contact) => ({ value: contact.id ?? "", label: contact.name ?? "" }))}
        />
      )}
      {now === "GIVE_BACK_LOOKING" && !who && <p className="small">{t("map.giveBack.looking", { name })}</p>}
      <ErrorNote problem={save.problem} />
    </section>
  );
}

/** What the client shares of everybody on the map. Staff only write down what the client says, and how it was said. */
export function Sharing({ map, name }: PartProps) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const shared = mapParts.filter((part) => map.sharedParts?.includes(part));
  const kept = mapParts.filter((part) => !shared.includes(part));
  return (
    <section className={styles.inset}>
      <h3>{t("map.sharing.title", { name })}</h3>
      <p>{t("map.sharing.always")} {shared.length > 0 && <>{shared.map((part) => t(`map.part.${part}`)).join(", ")}.</>}</p>
      {kept.length > 0 && <p className={styles.kept}>{t("map.kept", { name })} {kept.map((part) => t(`map.part.${part}`)).join(", ")}. {t("map.keptFine")}</p>}
      {open ? <SharingForm map={map} name={name} shared={shared} onDone={() => setOpen(false)} /> : <div><Button size="small" onPress={() => setOpen(true)}>{t("map.sharing.change")}</Button></div>}
    </section>
  );
}

function SharingForm({ map, name, shared, onDone }: PartProps & { shared: KnownPart[]; onDone: () => void }) {
  const t = useT();
  const [parts, setParts] = useState(shared);
  const [voice, setVoice] = useState<Voice | null>(null);
  const save = useChange({
    run: (said: { parts: KnownPart[]; voice: string }, once) => updateMap({ clientId: map.clientId, etag: map.etag, sharedParts: said.parts }, "sharedParts", once, said.voice),
    refresh: [...keyOf(map), ["contacts", map.clientId], ["mapSnapshots", map.clientId]],
    onDone: () => {
      toast(t("common.saved"));
      onDone();
    },
  });
  return (
    <div className="stack">
      <Choices label={t("map.sharing.which")} options={mapParts.map((part) => ({ value: part, label: t(`map.part.${part}`) }))} value={parts} onChange={setParts} />
      <VoicePicker name={name} value={voice} onChange={setVoice} />
      <ErrorNote problem={save.problem} />
      <div className="cluster">
        <Button size="small" kind="primary" isPending={save.isPending} isDisabled={!voice} onPress={() => voice && save.start({ parts, voice: voiceWords[voice] })}>{t("common.save")}</Button>
        <Button size="small" kind="quiet" onPress={onDone}>{t("common.cancel")}</Button>
      </div>
    </div>
  );
}
