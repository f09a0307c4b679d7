/** The ways to consult each other: those every organisation begins with, and its own. Each change is a new version (O-04). */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { requestId } from "@/api/client";
import { hasRole, useSession } from "@/api/session";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { Card } from "@/design/Card";
import { Chip } from "@/design/Chip";
import { ErrorNote } from "@/design/ErrorNote";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { inLanguage } from "@/i18n/core";
import { useT } from "@/i18n/staff";
import { useChange, useUndo } from "@/staff/change";
import { type Method, methodsQuery, minutesOf, retireMethod } from "./queries";

export function MethodsPage() {
  const t = useT();
  const changes = hasRole(useSession().data, "network_lead", "coordinator");
  const found = useQuery(methodsQuery(true));
  return (
    <Page
      title={t("intervision.methods.title")}
      lead={t("intervision.methods.lead")}
      above={<Link to="/intervisie">{t("evaluation.title")}</Link>}
      actions={changes && <Link to="/intervisie/manieren/$methodKey" params={{ methodKey: "nieuw" }} className={buttonClass("primary")}>{t("intervision.methods.new")}</Link>}
    >
      <QueryView query={found}>
        {(list) => (
          <ul className="grid plain-list" style={{ "--column": "22rem" } as React.CSSProperties}>
            {list.map((one) => <li key={one.key}><One of={one} changes={changes} /></li>)}
          </ul>
        )}
      </QueryView>
    </Page>
  );
}

function One({ of, changes }: { of: Method; changes: boolean }) {
  const t = useT();
  const undo = useUndo();
  const name = inLanguage(t.language, of, "title");
  const refresh = [["methods"]];
  const retire = useChange({
    run: (retired: boolean, once) => retireMethod(of.key ?? "", retired, once),
    refresh,
    onDone: (_, retired) =>
      undo(retired ? t("intervision.methods.retire.done") : t("intervision.methods.restore.done"), () => retireMethod(of.key ?? "", !retired, requestId()), refresh),
  });
  return (
    <Card
      title={name}
      note={inLanguage(t.language, of, "help")}
      actions={
        changes && (
          <>
            <Link to="/intervisie/manieren/$methodKey" params={{ methodKey: of.key ?? "" }} className={buttonClass()} aria-label={t("intervision.method.edit", { name })}>{t("intervision.method.edit.short")}</Link>
            {of.key !== "open" && (
              <Button kind="quiet" isPending={retire.isPending} onPress={() => retire.start(!of.retired)}>
                {of.retired ? t("intervision.methods.restore") : t("intervision.methods.retire")}
              </Button>
            )}
          </>
        )
      }
    >
      <div className="cluster">
        {of.retired && <Chip tone="apricot">{t("intervision.methods.retired")}</Chip>}
        <Chip tone={of.own ? "leaf" : "sky"}>{of.own ? t("intervision.methods.own") : t("intervision.methods.ours")}</Chip>
        {of.withClients && <Chip tone="lilac">{t("intervision.methods.clients")}</Chip>}
        <span className="soft small">{t("intervision.methods.version", { n: String(of.version ?? 1) })}</span>
      </div>
      <ol>
        {(of.steps ?? []).map((step, index) => (
          <li key={index}>
            {inLanguage(t.language, step, "title")}
            {minutesOf(step.lasts) > 0 && <span className="soft small">, {t("intervision.methods.about", { n: String(minutesOf(step.lasts)) })}</span>}
          </li>
        ))}
      </ol>
      {retire.problem && <ErrorNote problem={retire.problem} />}
    </Card>
  );
}
