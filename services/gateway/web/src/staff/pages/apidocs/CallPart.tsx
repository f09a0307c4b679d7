/** One call, folded until somebody opens it: then who may ask it, what goes in and what comes out. */
import { useState } from "react";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import styles from "./apidocs.module.css";
import { asCurl, type Call, type Description, type FieldOf, fieldsOf, jsonOf, scopeOf, typeOf } from "./describe";

interface CallProps {
  call: Call;
  all: Description;
}

export function CallPart({ call, all }: CallProps) {
  const [opened, setOpened] = useState(false);
  return (
    <details className={styles.call} onToggle={(event) => event.currentTarget.open && setOpened(true)}>
      <summary>
        <span className={styles.method} data-method={call.method}>{call.method.toUpperCase()}</span>
        <code className={styles.path}>{call.path}</code>
        <span className={styles.summary}>{call.summary}</span>
      </summary>
      {opened && <Opened call={call} all={all} />}
    </details>
  );
}

function Opened({ call, all }: CallProps) {
  const t = useT();
  const parameters = (call.parameters ?? []).map((one) => ({ name: one.name, type: typeOf(one.schema ?? {}), description: one.description ?? "" }));
  const asked = jsonOf(call.requestBody);
  const told = jsonOf(call.responses["200"]);
  return (
    <div className={styles.opened}>
      {call.description && <p>{call.description}</p>}
      <Access call={call} />
      <Fields title={t("apidocs.parameters")} fields={parameters} />
      <Fields title={t("apidocs.body")} fields={fieldsOf(asked?.schema, all)} />
      <Example title={t("apidocs.example")} text={asCurl(call, all.servers[0]?.url ?? "")} />
      <Fields title={t("apidocs.answer")} fields={fieldsOf(told?.schema, all)} />
      {told?.example !== undefined && <Example title={t("apidocs.exampleAnswer")} text={JSON.stringify(told.example, null, 2)} />}
    </div>
  );
}

function Access({ call }: { call: Call }) {
  const t = useT();
  const format = useFormat();
  const { roles, relation } = call["x-optrek-access"];
  const scope = scopeOf(call);
  // The names of roles and relations come from the contract, so that the compiler cannot know them; a test on the contract does.
  const say = t as unknown as (key: string) => string;
  return (
    <p>
      <strong>{t("apidocs.who")}</strong> {format.list(roles.map((role) => say(`rights.role.${role}`)))}. {say(`apidocs.relation.${relation}`)}{" "}
      {scope ? <>{t("apidocs.scope")} <code>{scope}</code>.</> : t("apidocs.people")}
    </p>
  );
}

function Fields({ title, fields }: { title: string; fields: FieldOf[] }) {
  const t = useT();
  if (fields.length === 0) return null;
  return (
    <div className={styles.scroll} tabIndex={0} role="group" aria-label={title}>
      <table className={styles.fields}>
        <caption>{title}</caption>
        <thead><tr><th scope="col">{t("apidocs.field")}</th><th scope="col">{t("apidocs.type")}</th><th scope="col">{t("apidocs.meaning")}</th></tr></thead>
        <tbody>
          {fields.map((field) => (
            <tr key={field.name}><th scope="row"><code>{field.name}</code></th><td>{field.type}</td><td>{field.description}</td></tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Example({ title, text }: { title: string; text: string }) {
  return (
    <figure className={styles.example}>
      <figcaption>{title}</figcaption>
      <pre tabIndex={0} aria-label={title}><code>{text}</code></pre>
    </figure>
  );
}
