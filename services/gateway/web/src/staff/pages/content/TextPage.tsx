/** One text: how it is now and how it was, what changed, and whether it is in use. */
import { useQuery } from "@tanstack/react-query";
import { Link, useParams, useSearch } from "@tanstack/react-router";
import { requestId } from "@/api/client";
import { oneOf, type Template } from "@/app/templates";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { ErrorNote } from "@/design/ErrorNote";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useChange, useUndo } from "@/staff/change";
import { NotFound } from "@/staff/NotFound";
import { differences } from "./compare";
import styles from "./content.module.css";
import { type Kind, kindOf, slugOf } from "./kinds";
import { setRetired, templateQuery } from "./queries";
import { Marks } from "./TextsPart";

export function TextPage() {
  const { kind: slug, key } = useParams({ from: "/shell/organisatie/teksten/$kind/$key" });
  const kind = kindOf(slug);
  return kind ? <OfKind kind={kind} name={key} /> : <NotFound />;
}

function OfKind({ kind, name }: { kind: Kind; name: string }) {
  const t = useT();
  const { versie = 0 } = useSearch({ from: "/shell/organisatie/teksten/$kind/$key" });
  const newest = useQuery(templateQuery(kind, name));
  const chosen = useQuery(templateQuery(kind, name, versie));
  const title = newest.data ? oneOf(t.language, newest.data.titleNl, newest.data.titleEn) : "…";
  return (
    <Page
      title={title}
      lead={t(`content.kind.${kind}.why`)}
      above={<Link to="/organisatie" search={{ deel: "teksten" }}>{t("content.above")}</Link>}
      actions={newest.data && <Link to="/organisatie/teksten/$kind/$key/wijzigen" params={{ kind: slugOf(kind), key: name }} className={buttonClass("primary")}>{t("content.change")}</Link>}
      width="text"
    >
      <QueryView query={newest}>
        {(now) => (
          <div className={styles.page}>
            <Versions of={now} chosen={versie || (now.version ?? 1)} />
            <QueryView query={chosen}>{(found) => <><Words of={found} /><Compared with={found} /></>}</QueryView>
            {kind !== "KIND_CONSENT_TEXT" && <InUse of={now} />}
          </div>
        )}
      </QueryView>
    </Page>
  );
}

function Versions({ of, chosen }: { of: Template; chosen: number }) {
  const t = useT();
  const newest = of.version ?? 1;
  if (newest < 2) return null;
  return (
    <nav aria-label={t("content.look")} className="cluster">
      {Array.from({ length: newest }, (_, index) => newest - index).map((n) => (
        <Link
          key={n}
          to="/organisatie/teksten/$kind/$key"
          params={{ kind: slugOf(of.kind), key: of.key ?? "" }}
          search={n === newest ? {} : { versie: n }}
          replace
          resetScroll={false}
          aria-current={n === chosen ? "page" : undefined}
          className={`${buttonClass("secondary", "small")} ${styles.version}`}
        >
          {t("content.version", { n })}{n === newest && `, ${t("content.newest")}`}
        </Link>
      ))}
    </nav>
  );
}

function Words({ of }: { of: Template }) {
  const t = useT();
  const format = useFormat();
  return (
    <section className={styles.words}>
      <div className="cluster" style={{ "--gap": "var(--space-2)" } as React.CSSProperties}>
        <Marks of={of} />
        {of.createTime && <span className="soft small">{t("content.since", { date: format.date(of.createTime) })}</span>}
      </div>
      {of.introNl && <p>{oneOf(t.language, of.introNl, of.introEn)}</p>}
      <ol className={styles.lines}>
        {(of.parts ?? []).map((part) => (
          <li key={part.key}>
            <p>{oneOf(t.language, part.textNl, part.textEn)}</p>
            {part.easyNl && part.easyNl !== part.textNl && <p className="soft small">{t("content.easy", { text: oneOf(t.language, part.easyNl, part.easyEn) })}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}

function Compared({ with: now }: { with: Template }) {
  const t = useT();
  const version = now.version ?? 1;
  const earlier = useQuery({ ...templateQuery(now.kind ?? "KIND_UNSPECIFIED", now.key ?? "", version - 1), enabled: version > 1 });
  if (version < 2) return null;
  const names: Record<string, string> = { title: t("content.compare.name"), intro: t("content.compare.intro") };
  return (
    <details className={styles.fold}>
      <summary>{t("content.compare", { n: version - 1 })}</summary>
      <QueryView query={earlier}>
        {(before) => {
          const found = differences(t.language, before, now);
          if (found.length === 0) return <p className="soft">{t("content.compare.nothing")}</p>;
          return (
            <ul className={`plain-list ${styles.differences}`}>
              {found.map(({ at, was, now: is }) => (
                <li key={at}>
                  {names[at] && <p className="soft small">{names[at]}</p>}
                  {was && <p className={styles.was}><b>{is ? t("content.compare.was") : t("content.compare.gone")}</b> <del>{was}</del></p>}
                  {is && <p className={styles.is}><b>{was ? t("content.compare.now") : t("content.compare.added")}</b> <ins>{is}</ins></p>}
                </li>
              ))}
            </ul>
          );
        }}
      </QueryView>
    </details>
  );
}

function InUse({ of }: { of: Template }) {
  const t = useT();
  const undo = useUndo();
  const refresh = [["templates"]];
  const title = oneOf(t.language, of.titleNl, of.titleEn);
  const retire = useChange({
    run: (retired: boolean, once) => setRetired(of, retired, once),
    refresh,
    onDone: (_, retired) =>
      undo(retired ? t("content.retiredNow", { title }) : t("content.restoredNow", { title }), () => setRetired(of, !retired, requestId()), refresh),
  });
  return (
    <>
      <ErrorNote problem={retire.problem} />
      <div><Button onPress={() => retire.start(!of.retired)} isDisabled={retire.isPending}>{of.retired ? t("content.restore") : t("content.retire")}</Button></div>
    </>
  );
}
