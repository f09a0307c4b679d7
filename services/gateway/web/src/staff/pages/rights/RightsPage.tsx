/** Who may do what: the rules that the services enforce, one plain sentence each, to search, to narrow to a role and to print. */
import { queryOptions, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { fetchJSON } from "@/api/client";
import { hasRole, useSession } from "@/api/session";
import { Button } from "@/design/Button";
import { EmptyState } from "@/design/EmptyState";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { matches } from "@/design/search";
import { Select } from "@/design/Select";
import { TextField } from "@/design/TextField";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import styles from "./rights.module.css";
import { type AccessRule, sentenceKey, type Subject, subjectOf, subjects, whose } from "./subjects";

const rulesQuery = queryOptions({
  queryKey: ["access-rules"],
  queryFn: async () => (await fetchJSON<{ rules: AccessRule[] }>("/api/v1/access-rules")).rules,
  staleTime: Infinity, // they change with the program only
});

export const roles = ["client", "support_worker", "network_lead", "coordinator", "organisation_admin", "region_coordinator", "platform_operator", "machine"] as const;
type RoleName = (typeof roles)[number];
const everybody = "iedereen";

/** The sentence of a call. Its key comes from the contract, so that the compiler cannot know it; a test on the contract does. */
function useSentence() {
  const t = useT();
  return (rule: AccessRule) => (t as unknown as (key: string) => string)(sentenceKey(rule));
}

export function RightsPage() {
  const t = useT();
  const rules = useQuery(rulesQuery);
  // Everybody may read this; the page it belongs to is not for everybody.
  const organises = hasRole(useSession().data, "network_lead", "coordinator", "organisation_admin");
  return (
    <Page
      title={t("rights.title")}
      lead={t("rights.lead")}
      above={organises && <Link to="/organisatie">{t("rights.above")}</Link>}
      actions={<Button kind="secondary" onPress={() => window.print()}>{t("rights.print")}</Button>}
    >
      <QueryView query={rules}>{(all) => <Rules all={all} />}</QueryView>
    </Page>
  );
}

function Rules({ all }: { all: AccessRule[] }) {
  const t = useT();
  const sentence = useSentence();
  const { rol, zoek = "" } = useSearch({ from: "/shell/organisatie/wie-mag-wat" });
  const navigate = useNavigate({ from: "/organisatie/wie-mag-wat" });
  const change = (next: { rol?: string; zoek?: string }) => void navigate({ search: (before) => ({ ...before, ...next }), replace: true, resetScroll: false });
  const role = roles.find((one) => one === rol);
  const shown = all.filter((rule) => (!role || rule.roles.includes(role)) && matches(sentence(rule), zoek));
  return (
    <div className="stack" style={{ "--gap": "var(--space-6)" } as React.CSSProperties}>
      <Explained />
      <form className={`${styles.filters} no-print`} role="search" onSubmit={(event) => event.preventDefault()}>
        <Select
          label={t("rights.role")}
          value={role ?? everybody}
          onChange={(chosen) => change({ rol: chosen === everybody ? undefined : chosen })}
          options={[{ value: everybody as string, label: t("rights.role.all") }, ...roles.map((one) => ({ value: one as string, label: t(`rights.role.${one}`) }))]}
        />
        <TextField label={t("rights.search")} value={zoek} onChange={(text) => change({ zoek: text || undefined })} type="search" />
      </form>
      <p role="status" className="soft">{role ? t.count("rights.foundFor", shown.length, { role: t(`rights.role.${role}`) }) : t.count("rights.found", shown.length)}</p>
      {shown.length === 0 && <EmptyState title={role && !zoek ? t("rights.nothing") : t("rights.noneFound")} />}
      {subjects.map((subject) => <SubjectPart key={subject} subject={subject} rules={shown.filter((rule) => subjectOf(rule) === subject)} role={role} />)}
    </div>
  );
}

function Explained() {
  const t = useT();
  return (
    <section className={styles.explained} aria-labelledby="rights-how">
      <h2 id="rights-how">{t("rights.how")}</h2>
      <ul>
        <li>{t("rights.how.caseload")}</li>
        <li>{t("rights.how.everybody")}</li>
        <li>{t("rights.how.own")}</li>
        <li>{t("rights.how.less")}</li>
        <li>{t("rights.how.house")}</li>
      </ul>
    </section>
  );
}

function SubjectPart({ subject, rules, role }: { subject: Subject; rules: AccessRule[]; role: RoleName | undefined }) {
  const t = useT();
  const sentence = useSentence();
  if (rules.length === 0) return null;
  return (
    <section className={styles.subject} aria-labelledby={`subject-${subject}`}>
      <h2 id={`subject-${subject}`}>{t(`rights.subject.${subject}`)}</h2>
      <ul className={`${styles.rules} plain-list`}>
        {rules.map((rule) => (
          <li key={`${rule.service}.${rule.method}`} className={styles.rule}>
            <span className={styles.what}>{sentence(rule)}</span>
            <span className={styles.who}>{role ? t(`rights.whose.${whose(rule, role)}`) : <Who rule={rule} />}{rule.inEmergency && (!role || role === "support_worker") && <span className={styles.group}>{t("rights.inEmergency")}</span>}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** All roles of a rule, those that reach the same together: "begeleider: eigen cliënten · coördinator: iedereen". */
function Who({ rule }: { rule: AccessRule }) {
  const t = useT();
  const format = useFormat();
  if (rule.roles.length === 0) return <>{t("rights.inside")}</>;
  const groups = [...new Set(rule.roles.map((role) => whose(rule, role)))];
  return (
    <>
      {groups.map((group) => (
        <span key={group} className={styles.group}>
          <strong>{format.list(rule.roles.filter((role) => whose(rule, role) === group).map((role) => t(`rights.role.${role as RoleName}`)))}</strong>
          {": "}
          {t(`rights.whose.${group}`)}
        </span>
      ))}
    </>
  );
}
