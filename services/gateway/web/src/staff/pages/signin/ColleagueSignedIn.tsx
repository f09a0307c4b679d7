/** For an administrator: whether a colleague is signed in, and signing them out everywhere. Where and when is theirs alone. */
import { useQuery } from "@tanstack/react-query";
import { colleagueKey, colleagueSignedInQuery, endColleague } from "@/api/sessions";
import { Button } from "@/design/Button";
import { ErrorNote } from "@/design/ErrorNote";
import { QueryView } from "@/design/QueryView";
import { toast } from "@/design/Toast";
import { useT } from "@/i18n/staff";
import { useChange } from "@/staff/change";

export function ColleagueSignedIn({ person, name }: { person: string; name: string }) {
  const t = useT();
  const query = useQuery(colleagueSignedInQuery(person));
  const end = useChange({
    run: (id: string) => endColleague(id),
    refresh: [colleagueKey(person)],
    onDone: () => toast(t("signing.colleague.ended", { name })),
  });
  return (
    <section className="stack">
      <h2>{t("signing.colleague.title")}</h2>
      <QueryView query={query}>
        {({ signedIn }) => signedIn ? (
          <>
            <p>{t("signing.colleague.somewhere", { name })}</p>
            <ErrorNote problem={end.problem} />
            <div><Button onPress={() => end.start(person)} isPending={end.isPending}>{t("signing.colleague.end", { name })}</Button></div>
          </>
        ) : <p>{t("signing.colleague.nowhere", { name })}</p>}
      </QueryView>
    </section>
  );
}
