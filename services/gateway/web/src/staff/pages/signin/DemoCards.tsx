/** Trying the clients' own way in: a card to scan or to tap, and the pictures that go with it. Only in development. */
import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { asProblem } from "@/api/problem";
import type { DemoOrganisation, DemoPerson } from "@/api/signin";
import { cardAddress } from "@/app/card-code";
import { drawingOf, usePicturesT } from "@/app/picture-code/pictures";
import { QrCode } from "@/app/QrCode";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { ErrorNote } from "@/design/ErrorNote";
import { Pictogram } from "@/design/Pictogram";
import { useT } from "@/i18n/staff";
import { demoClients, demoPictures, makeDemoCard } from "./demo-card";
import styles from "./SignInPage.module.css";

interface Wanted {
  organisation: DemoOrganisation;
  client: DemoPerson;
}

export function DemoCards({ of }: { of: DemoOrganisation[] }) {
  const t = useT();
  const make = useMutation({ mutationFn: ({ organisation, client }: Wanted) => makeDemoCard(organisation, client) });
  return (
    <section className="stack">
      <h2>{t("signing.card.title")}</h2>
      <p className="soft">{t("signing.card.text")}</p>
      <div className="cluster">
        {of.flatMap((organisation) => demoClients(organisation).map((client) => (
          <Button key={client.sub + organisation.organisation} data-card={client.sub} onPress={() => make.mutate({ organisation, client })} isDisabled={make.isPending}>
            {t("signing.card.of", { name: client.name })}
          </Button>
        )))}
      </div>
      {make.isError && <ErrorNote problem={asProblem(make.error)} />}
      {make.data && make.variables && <Made code={make.data} name={make.variables.client.name} />}
    </section>
  );
}

function Made({ code, name }: { code: string; name: string }) {
  const t = useT();
  const say = usePicturesT();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), [code]);
  const address = cardAddress(code);
  return (
    <div className={styles.card}>
      <h3 ref={title} tabIndex={-1}>{t("signing.card.made", { name })}</h3>
      <p>{t("signing.card.how")}</p>
      <ol className={`${styles.pictures} plain-list`} aria-label={t("signing.card.pictures")}>
        {demoPictures.map((picture) => (
          <li key={picture}><Pictogram of={drawingOf[picture]} size="3rem" plate /><span>{say(`pictures.${picture}`)}</span></li>
        ))}
      </ol>
      <div className={styles.square}><QrCode text={address} label={t("signing.card.square")} /></div>
      <p><a className={buttonClass("primary")} href={address}>{t("signing.card.open")}</a></p>
    </div>
  );
}
