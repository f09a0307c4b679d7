/** The API for who builds on it: how a system gets in, and every call with who may ask it, its fields and an example. No sign-in needed. */
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { EmptyState } from "@/design/EmptyState";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { matches } from "@/design/search";
import { TextField } from "@/design/TextField";
import { useT } from "@/i18n/staff";
import { isKind } from "../webhooks/kinds";
import frame from "../about/CreditsPage.module.css";
import styles from "./apidocs.module.css";
import { CallPart } from "./CallPart";
import { type Call, callsOf, type Description, descriptionQuery, jsonOf, titleOf } from "./describe";

export function ApiPage() {
  const t = useT();
  const description = useQuery(descriptionQuery);
  return (
    <main className={frame.frame}>
      <Page title={t("apidocs.title")} lead={t("apidocs.lead")} above={<a href="/">{t("common.back")}</a>} actions={<a href="/docs/api/openapi.json" download>{t("apidocs.download")}</a>}>
        <QueryView query={description}>{(all) => <Calls all={all} />}</QueryView>
      </Page>
    </main>
  );
}

function Calls({ all }: { all: Description }) {
  const t = useT();
  const { zoek = "" } = useSearch({ from: "/docs/api" });
  const navigate = useNavigate({ from: "/docs/api" });
  const calls = callsOf(all).filter((call) => matches(`${call.path} ${call.summary ?? ""} ${call.tags.map(titleOf).join(" ")}`, zoek));
  const tags = all.tags.filter((tag) => calls.some((call) => call.tags.includes(tag.name)));
  return (
    <div className={styles.page}>
      <WaysIn all={all} />
      <Told all={all} />
      <form role="search" className={styles.search} onSubmit={(event) => event.preventDefault()}>
        <TextField
          type="search" label={t("apidocs.search")} value={zoek}
          onChange={(text) => void navigate({ search: { zoek: text || undefined }, replace: true, resetScroll: false })}
        />
      </form>
      <p role="status" className="soft">{t.count("apidocs.found", calls.length)}</p>
      {calls.length === 0 && <EmptyState title={t("apidocs.none")} />}
      {tags.map((tag) => (
        <section key={tag.name} aria-labelledby={tag.name} className={styles.subject} lang="en">
          <h2 id={tag.name}>{titleOf(tag.name)}</h2>
          {tag.description && <p className="soft">{tag.description}</p>}
          <ul className="plain-list">
            {calls.filter((call) => call.tags.includes(tag.name)).map((call: Call) => (
              <li key={call.operationId}><CallPart call={call} all={all} /></li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

/** What Optrek tells other systems by itself: each kind, and what is in it. */
function Told({ all }: { all: Description }) {
  const t = useT();
  const kinds = Object.entries(all.webhooks);
  return (
    <section className={styles.ways} aria-labelledby="api-told">
      <h2 id="api-told">{t("apidocs.told")}</h2>
      <p>{t("apidocs.told.how")}</p>
      <ul className="plain-list">
        {kinds.map(([kind, { post }]) => (
          <li key={kind}>
            <details className={styles.call}>
              <summary><code className={styles.path}>{kind}</code> <span className={styles.summary}>{isKind(kind) ? t(`webhooks.kind.${kind}`) : <span lang="en">{post.summary}</span>}</span></summary>
              <pre tabIndex={0} aria-label={t("apidocs.example")}><code>{JSON.stringify(jsonOf(post.requestBody)?.example, null, 2)}</code></pre>
            </details>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The first thing somebody needs: from nothing to a first answer. */
function WaysIn({ all }: { all: Description }) {
  const t = useT();
  const { tokenUrl, scopes } = all.components.securitySchemes.system.flows.clientCredentials;
  const server = all.servers[0]?.url ?? "";
  return (
    <section className={styles.ways} aria-labelledby="api-begin">
      <h2 id="api-begin">{t("apidocs.begin")}</h2>
      <ol>
        <li>{t("apidocs.begin.connect")}</li>
        <li>{t("apidocs.begin.token")}</li>
        <li>{t("apidocs.begin.ask")}</li>
        <li>{t("apidocs.begin.repeat")}</li>
        <li>{t("apidocs.begin.refused")}</li>
      </ol>
      <pre tabIndex={0} aria-label={t("apidocs.example")}><code>{`curl -u 'ID:SECRET' -d grant_type=client_credentials -d scope=clients:read '${server}${tokenUrl}'\ncurl -H 'Authorization: Bearer …' '${server}/api/v1/clients'`}</code></pre>
      <p>{t("apidocs.scopes")}</p>
      <ul className={`${styles.scopes} plain-list`}>{Object.keys(scopes).map((scope) => <li key={scope}><code>{scope}</code></li>)}</ul>
    </section>
  );
}
