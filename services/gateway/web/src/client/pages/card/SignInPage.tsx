/**
 * Coming in: the card, then the pictures, one at a time. A device that remembers somebody begins with the pictures. Whatever goes
 * another way is said kindly, with what to do now.
 */
import { useEffect, useRef, useState } from "react";
import { lookAtCard, tryCard, type CardOutcome } from "@/api/card";
import { asProblem, type Problem } from "@/api/problem";
import { useSession } from "@/api/session";
import { codeFrom } from "@/app/card-code";
import { ErrorNote } from "@/design/ErrorNote";
import { Loading } from "@/design/Loading";
import { Already, Begin, Inside, NoCamera, NoCard, Scan } from "./Begin";
import { comeIn, home } from "./enter";
import { Pick } from "./Pick";
import { Forgotten, Gone, Later, OtherPictures, Rests, Unchosen } from "./Said";

type Where = "looking" | "already" | "begin" | "noCard" | "scan" | "noCamera" | "pick" | "forgotten" | "inside" | Exclude<CardOutcome["state"], "open">;

/** The code out of the address, which is then taken out of it: it is in no history. */
function takeCode(): string {
  const code = codeFrom(window.location.hash);
  if (window.location.hash) window.history.replaceState(window.history.state, "", window.location.pathname + window.location.search);
  return code;
}

export function SignInPage() {
  const session = useSession().data;
  const [where, setWhere] = useState<Where>("looking");
  const [code, setCode] = useState("");
  const [look, setLook] = useState<CardOutcome>({ state: "none" });
  const [problem, setProblem] = useState<Problem | null>(null);
  const [retry, setRetry] = useState<{ run: () => void }>({ run: () => undefined });
  const [busy, setBusy] = useState(false);
  const begun = useRef(false);

  /** Asks the gateway; what goes wrong on the way can be tried again. */
  const ask = (question: () => Promise<void>) => {
    setProblem(null);
    setBusy(true);
    setRetry({ run: () => ask(question) });
    question()
      .catch((error: unknown) => setProblem(asProblem(error)))
      .finally(() => setBusy(false));
  };
  const show = (card: string) =>
    ask(async () => {
      setCode(card);
      const found = await lookAtCard(card);
      setLook(found);
      // Nothing is remembered here: that is no card that does not work.
      setWhere(found.state === "open" ? "pick" : found.state === "none" && card === "" ? "begin" : (found.state as Where));
    });
  const attempt = (chosen: readonly string[]) =>
    ask(async () => {
      const found = await tryCard(code, chosen);
      if (found.state !== "open") return setWhere(found.state);
      if (found.remembered) return comeIn();
      setWhere("inside");
    });

  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    const card = takeCode();
    setCode(card);
    if (session?.signedIn) setWhere("already");
    else show(card);
  }, []);

  const begin = () => setWhere("begin");
  const scan = () => setWhere("scan");
  const content = {
    looking: <Loading />,
    already: <Already name={session?.name ?? ""} onYes={() => window.location.replace(home)} onNo={() => (code ? show(code) : begin())} />,
    begin: <Begin onScan={scan} onNone={() => setWhere("noCard")} />,
    noCard: <NoCard onBack={begin} />,
    scan: <Scan onCard={show} onNone={() => setWhere("noCamera")} onBack={begin} />,
    noCamera: <NoCamera onAgain={scan} onBack={begin} />,
    pick: <Pick length={look.length ?? 3} remembered={look.remembered === true} onPicked={attempt} onOther={scan} busy={busy} />,
    other: <OtherPictures onAgain={() => setWhere("pick")} onForgotten={() => setWhere("forgotten")} />,
    forgotten: <Forgotten onAgain={() => setWhere("pick")} />,
    rests: <Rests onAgain={() => show(code)} />,
    none: <Gone onScan={scan} />,
    unchosen: <Unchosen onAgain={() => show(code)} />,
    later: <Later onAgain={() => show(code)} />,
    inside: <Inside />,
  }[where];
  return (
    <>
      {problem && <ErrorNote problem={problem} onRetry={retry.run} />}
      {content}
    </>
  );
}
