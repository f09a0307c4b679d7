/** The card there is: whether it works, about when it was used, where it is remembered; and making, waking up and withdrawing it. */
import { useState } from "react";
import { Button } from "@/design/Button";
import { Card } from "@/design/Card";
import { Chip } from "@/design/Chip";
import { ErrorNote } from "@/design/ErrorNote";
import { toast } from "@/design/Toast";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useWorkerNames } from "@/names/names";
import { useChange } from "@/staff/change";
import type { Client } from "../people/queries";
import { forgetDevice, freeCard, type LoginCard, type LoginDevice, makeCard, withdrawCard } from "./queries";
import { PrintCard } from "./PrintCard";
import { Sure } from "./Sure";

export function OneCard({ person, card, hasPictures }: { person: Client; card: LoginCard | undefined; hasPictures: boolean }) {
  const t = useT();
  const clientId = person.id ?? "";
  const name = person.givenName ?? "";
  const refresh = [["loginCards", clientId]];
  const [made, setMade] = useState({ id: "", code: "" });
  const [asking, setAsking] = useState<"new" | "withdraw">();
  const make = useChange({
    run: (_: "make", once) => makeCard(clientId, once),
    refresh,
    onDone: (answered) => {
      setAsking(undefined);
      setMade({ id: answered.card?.id ?? "", code: answered.code ?? "" });
    },
  });
  const withdraw = useChange({
    run: (which: LoginCard, once) => withdrawCard(which, once),
    refresh,
    onDone: () => {
      setAsking(undefined);
      setMade({ id: "", code: "" });
      toast(t("card.withdraw.done"));
    },
  });
  const free = useChange({ run: (which: LoginCard, once) => freeCard(which, once), refresh, onDone: () => toast(t("card.free.done")) });
  const rests = card?.state === "STATE_RESTS";
  return (
    <>
      {card && made.id === card.id && (made.code ? <PrintCard code={made.code} name={name} /> : <p role="alert">{t("card.print.lost")}</p>)}
      <div className="no-print">
        <Card
          title={t(`card.state.${!card?.state || card.state === "STATE_UNSPECIFIED" ? "none" : hasPictures ? card.state : "made"}`)}
          tone={rests ? "apricot" : card ? "leaf" : "plain"}
          actions={
            !asking && (
              <>
                {rests && <Button kind="primary" onPress={() => free.start(card)} isDisabled={free.isPending}>{t("card.free")}</Button>}
                {card ? <Button onPress={() => setAsking("new")}>{t("card.makeNew")}</Button> : <Button kind="primary" onPress={() => make.start("make")} isDisabled={make.isPending}>{t("card.make")}</Button>}
                {card && <Button kind="quiet" onPress={() => setAsking("withdraw")}>{t("card.withdraw")}</Button>}
              </>
            )
          }
        >
          {rests && <p>{t("card.state.restsWhy", { name })}</p>}
          {card && <About card={card} name={name} />}
          {asking === "new" && <Sure text={t("card.makeNew.sure")} yes={t("card.makeNew.yes")} onYes={() => make.start("make")} onNo={() => setAsking(undefined)} busy={make.isPending} />}
          {asking === "withdraw" && card && <Sure text={t("card.withdraw.sure")} yes={t("card.withdraw.yes")} onYes={() => withdraw.start(card)} onNo={() => setAsking(undefined)} busy={withdraw.isPending} />}
          <ErrorNote problem={make.problem ?? withdraw.problem ?? free.problem} />
        </Card>
      </div>
    </>
  );
}

function About({ card, name }: { card: LoginCard; name: string }) {
  const t = useT();
  const format = useFormat();
  const worker = useWorkerNames([card.madeById ?? ""])(card.madeById ?? "");
  return (
    <>
      <p>{t("card.made", { date: format.date(card.makeTime ?? ""), worker })} {t(`card.used.${card.used ?? "USED_UNSPECIFIED"}`)}</p>
      {(card.devices ?? []).length > 0 && (
        <section className="stack" style={{ "--gap": "var(--space-2)" } as React.CSSProperties}>
          <h3>{t("card.devices")}</h3>
          <ul className="plain-list stack" style={{ "--gap": "var(--space-2)" } as React.CSSProperties}>
            {card.devices?.map((device) => <Device key={device.id} device={device} clientId={card.clientId ?? ""} name={name} />)}
          </ul>
        </section>
      )}
    </>
  );
}

function Device({ device, clientId, name }: { device: LoginDevice; clientId: string; name: string }) {
  const t = useT();
  const format = useFormat();
  const called = device.words || t("card.devices.unknown");
  const forget = useChange({
    run: (_: "forget", once) => forgetDevice(device, once),
    refresh: [["loginCards", clientId]],
    onDone: () => toast(t("card.devices.forgot", { device: called, name })),
  });
  return (
    <li className="cluster">
      <Chip>{t("card.devices.since", { device: called, date: format.date(device.rememberTime ?? "") })}</Chip>
      <Button size="small" onPress={() => forget.start("forget")} isDisabled={forget.isPending}>{t("card.devices.forget")}</Button>
      <ErrorNote problem={forget.problem} />
    </li>
  );
}
