/** The organisation's own kinds of activities: named, with a picture, in easy words; put away and brought back. */
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { answer, api } from "@/api/client";
import { NamedPicture } from "@/app/KindPicture";
import { kindName, type OwnKind, ownKindsQuery } from "@/app/kinds";
import { Button } from "@/design/Button";
import { Chip } from "@/design/Chip";
import { Dialog } from "@/design/Dialog";
import { ErrorNote } from "@/design/ErrorNote";
import { QueryView } from "@/design/QueryView";
import { TextField } from "@/design/TextField";
import { toast } from "@/design/Toast";
import { useT } from "@/i18n/staff";
import { QuestionMark } from "@/pictograms";
import { useChange, useEdit, useUndo } from "@/staff/change";
import { EditNote } from "@/staff/Overtaken";
import { KindMark } from "./KindMark";
import { kinds } from "./kinds";
import styles from "./activities.module.css";

const refresh = [ownKindsQuery.queryKey];

const pictures = [
  "bowling", "person-swimming", "bicycle", "person-running", "flexed-biceps", "person-in-lotus-position", "fishing-pole", "man-dancing", "microphone",
  "puzzle-piece", "game-die", "open-book", "yarn", "camera", "hammer-and-wrench", "potted-plant", "seedling", "dog-face", "cat-face", "butterfly",
  "mushroom", "snowflake", "sun", "sailboat", "train", "bus", "church", "classical-building", "school", "laptop", "television", "popcorn", "pizza",
  "birthday-cake", "balloon", "people-dialogue", "heart-hands", "star",
] as const;

const create = (kind: OwnKind, requestId: string): Promise<OwnKind> => answer(api.POST("/api/v1/kinds", { body: kind, params: { query: { requestId } } }));
const update = (kind: OwnKind, requestId: string): Promise<OwnKind> =>
  answer(
    api.PATCH("/api/v1/kinds/{kind.id}", {
      body: kind,
      params: { path: { "kind.id": kind.id ?? "" }, query: { requestId, updateMask: "name_nl,name_en,easy_nl,easy_en,pictogram" } },
    }),
  );
const change = (of: OwnKind, requestId: string) => ({ params: { path: { id: of.id ?? "" } }, body: { etag: of.etag, requestId } });
const retire = (of: OwnKind, requestId: string): Promise<OwnKind> => answer(api.POST("/api/v1/kinds/{id}:retire", change(of, requestId)));
const restore = (of: OwnKind, requestId: string): Promise<OwnKind> => answer(api.POST("/api/v1/kinds/{id}:restore", change(of, requestId)));

export function KindsPart() {
  const t = useT();
  const own = useQuery(ownKindsQuery);
  const [open, setOpen] = useState<OwnKind | null>(null);
  return (
    <>
      <div className={styles.top}>
        <p className="soft">{t("places.kinds.lead")}</p>
        <div><Button kind="primary" onPress={() => setOpen({})}>{t("places.kinds.add")}</Button></div>
      </div>
      <section className="stack">
        <h2>{t("places.kinds.own")}</h2>
        <QueryView query={own} empty={<p className="soft">{t("places.kinds.none")}</p>}>
          {(list) => <ul className={`${styles.list} plain-list`}>{list.map((kind) => <li key={kind.id}><Row kind={kind} onEdit={() => setOpen(kind)} /></li>)}</ul>}
        </QueryView>
      </section>
      <section className="stack">
        <h2>{t("places.kinds.builtIn")}</h2>
        <ul className={`${styles.kinds} plain-list`}>
          {kinds.map((kind) => <li key={kind} className={styles.shownKind}><KindMark of={{ kind }} size="2.5rem" />{t(`activities.kind.${kind}`)}</li>)}
        </ul>
      </section>
      {open && <KindForm key={open.id ?? "new"} kind={open} onClose={() => setOpen(null)} />}
    </>
  );
}

function Row({ kind, onEdit }: { kind: OwnKind; onEdit: () => void }) {
  const t = useT();
  const undo = useUndo();
  const name = kindName(t.language, kind);
  const away = useChange({
    refresh,
    run: (_: null, requestId) => retire(kind, requestId),
    onDone: (after) => undo(t("places.kinds.retire.done", { name }), () => restore(after, crypto.randomUUID()), refresh),
  });
  const back = useChange({
    refresh,
    run: (_: null, requestId) => restore(kind, requestId),
    onDone: (after) => undo(t("places.kinds.restore.done", { name }), () => retire(after, crypto.randomUUID()), refresh),
  });
  return (
    <div className={styles.row}>
      <NamedPicture name={kind.pictogram} size="3rem" otherwise={QuestionMark} />
      <div className={styles.rowWords}>
        <div className={styles.rowHead}>
          <h3 className={styles.rowTitle}>{name}</h3>
          {kind.retired && <Chip tone="plain">{t("places.kinds.retired")}</Chip>}
        </div>
        {kind.easyNl && kind.easyNl !== kind.nameNl && <p className="soft small">{kind.easyNl}</p>}
        <div className="cluster">
          <Button size="small" aria-label={t("places.kinds.edit", { name })} onPress={onEdit}>{t("common.edit")}</Button>
          {kind.retired
            ? <Button kind="quiet" size="small" isPending={back.isPending} aria-label={t("places.kinds.restore.of", { name })} onPress={() => back.start(null)}>{t("places.kinds.restore")}</Button>
            : <Button kind="quiet" size="small" isPending={away.isPending} aria-label={t("places.kinds.retire.of", { name })} onPress={() => away.start(null)}>{t("places.kinds.retire")}</Button>}
        </div>
        <ErrorNote problem={away.problem ?? back.problem} />
      </div>
    </div>
  );
}

function KindForm({ kind, onClose }: { kind: OwnKind; onClose: () => void }) {
  const t = useT();
  const undo = useUndo();
  const id = useId();
  const now = { ...kind, etag: kind.etag ?? "" };
  const edit = useEdit(`kind:${kind.id ?? "new"}`, now);
  const { value, set } = edit;
  const save = useChange({
    refresh,
    run: (wanted: OwnKind, requestId) => (kind.id ? update(wanted, requestId) : create(wanted, requestId)),
    onDone: (saved) => {
      edit.forget();
      onClose();
      const text = t("places.kinds.saved", { name: saved.nameNl ?? "" });
      if (kind.id) undo(text, () => update({ ...kind, etag: saved.etag }, crypto.randomUUID()), refresh);
      else toast(text);
    },
  });
  const fields = save.problem?.fields ?? {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.start(value);
  };
  return (
    <Dialog
      title={kind.id ? t("places.kinds.edit", { name: kind.nameNl ?? "" }) : t("places.kinds.add")}
      isOpen
      onOpenChange={(open) => !open && onClose()}
      actions={<><Button kind="primary" type="submit" form={id} isPending={save.isPending}>{t("common.save")}</Button><Button kind="quiet" onPress={onClose}>{t("common.cancel")}</Button></>}
    >
      <form id={id} className={styles.form} onSubmit={submit} noValidate>
        <TextField label={t("places.kinds.nl")} value={value.nameNl ?? ""} onChange={(nameNl) => set({ nameNl })} error={fields["kind.nameNl"]} maxLength={60} />
        <PicturePicker value={value.pictogram} onChange={(pictogram) => set({ pictogram })} error={fields["kind.pictogram"]} />
        <TextField optional label={t("places.kinds.easy")} description={t("places.kinds.easy.help")} value={value.easyNl ?? ""} onChange={(easyNl) => set({ easyNl })} error={fields["kind.easyNl"]} maxLength={40} />
        <TextField optional label={t("places.kinds.en")} value={value.nameEn ?? ""} onChange={(nameEn) => set({ nameEn })} error={fields["kind.nameEn"]} maxLength={60} />
        <TextField optional label={t("places.kinds.easyEn")} value={value.easyEn ?? ""} onChange={(easyEn) => set({ easyEn })} error={fields["kind.easyEn"]} maxLength={40} />
        {Object.keys(fields).length === 0 && <EditNote edit={edit} problem={save.problem} etag={now.etag} now={[{ label: t("places.kinds.nl"), text: kind.nameNl ?? "" }]} />}
      </form>
    </Dialog>
  );
}

function PicturePicker({ value, onChange, error }: { value: string | undefined; onChange: (name: string) => void; error?: string }) {
  const t = useT();
  const name = useId();
  return (
    <fieldset className={`stack ${styles.kindsOf}`} style={{ "--gap": "var(--space-2)" } as React.CSSProperties} aria-describedby={error ? `${name}-error` : undefined}>
      <legend className={styles.strong}>{t("places.kinds.picture")}</legend>
      {error && <p id={`${name}-error`} role="alert">{error}</p>}
      <div className={styles.kinds}>
        {pictures.map((one) => (
          <label key={one} className={styles.kind}>
            <input type="radio" name={name} checked={value === one} onChange={() => onChange(one)} />
            <NamedPicture name={one} size="2.5rem" otherwise={QuestionMark} />
            <span>{t(`places.picture.${one}`)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
