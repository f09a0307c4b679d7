/** One's own page: when I am away, what I learn, what I like to be asked about, and cards that nobody else sees. */
import { useNavigate, useSearch } from "@tanstack/react-router";
import { hasRole, useSession } from "@/api/session";
import { Loading } from "@/design/Loading";
import { Page } from "@/design/Page";
import { Tabs } from "@/design/Tabs";
import { useT } from "@/i18n/staff";
import { AbsencePart } from "./AbsencePart";
import { CalendarPart } from "./CalendarPart";
import { LearningPart } from "./LearningPart";
import { MyQualitiesPart } from "./MyQualitiesPart";
import type { MyPart } from "./parts";
import { ReflectionsPart } from "./ReflectionsPart";

export function MyPage() {
  const t = useT();
  const session = useSession().data;
  const { deel = "weg" } = useSearch({ from: "/shell/mijn-pagina" });
  const navigate = useNavigate({ from: "/mijn-pagina" });
  if (!session) return <Loading />;
  const guides = hasRole(session, "support_worker", "network_lead", "coordinator");
  const content: Partial<Record<MyPart, React.ReactNode>> = {
    weg: <AbsencePart workerId={session.person ?? ""} name={session.name?.split(" ")[0] ?? ""} own />,
    ...(guides && { agenda: <CalendarPart /> }),
    ...(guides && { leren: <LearningPart /> }),
    kwaliteiten: <MyQualitiesPart />,
    ...(guides && { kaarten: <ReflectionsPart /> }),
  };
  return (
    <Page title={t("team.mine.title")} lead={t("team.mine.lead")} width="text">
      <Tabs
        label={t("team.mine.part")}
        selected={content[deel] ? deel : "weg"}
        onSelect={(part) => void navigate({ search: { deel: part as MyPart }, replace: true, resetScroll: false })}
        tabs={(Object.keys(content) as MyPart[]).map((part) => ({
          id: part,
          label: t(`team.mine.part.${part}`),
          content: <div className="stack" style={{ "--gap": "var(--space-5)" } as React.CSSProperties}>{content[part]}</div>,
        }))}
      />
    </Page>
  );
}
