/** Every component in its states, for those who build pages. Development only. */
import type { ReactNode } from "react";
import { Circles } from "@/design/Circles";
import { BigTile } from "@/design/BigTile";
import { Card } from "@/design/Card";
import { Chip } from "@/design/Chip";
import { EmptyState } from "@/design/EmptyState";
import { ErrorNote } from "@/design/ErrorNote";
import { Initials } from "@/design/Initials";
import { Loading, LoadingRows } from "@/design/Loading";
import { Page } from "@/design/Page";
import { Stepper } from "@/design/Stepper";
import { Table } from "@/design/Table";
import { Tabs } from "@/design/Tabs";
import { PeopleHoldingHands, PersonWalking, SunWithFace } from "@/pictograms";
import { Colours, Letters, Liking, Pictures } from "./Foundations";
import { ButtonSamples, FieldSamples, FieldStates, QuerySamples, QuestionSample } from "./Samples";
import { offline, people, places, problem, road, texts } from "./samples";

export function DesignPage() {
  return (
    <main style={{ padding: "var(--space-7) clamp(1rem, 5vw, 4.5rem)" }}>
      <Page title={texts.title} lead={texts.lead}>
        <Liking />
        <Part title={texts.colours}><Colours /></Part>
        <Part title={texts.letters}><Letters /></Part>
        <Part title={texts.pictures}><Pictures /></Part>
        <Part title={texts.buttons}><ButtonSamples /></Part>
        <Part title={texts.fields}><FieldSamples /><FieldStates /></Part>
        <Part title={texts.states}>
          <ErrorNote problem={problem} labels={{ "wish.ownWords": texts.wish }} onRetry={() => undefined} />
          <ErrorNote problem={offline} />
          <Loading />
          <LoadingRows rows={2} />
          <EmptyState title={texts.emptyTitle} text={texts.emptyText} pictogram={SunWithFace} />
          <QuerySamples />
        </Part>
        <Part title={texts.cards}>
          <div className="grid">
            <Card level={3} href="/design" mark={<Initials name={texts.cardTitle} />} title={texts.cardTitle} note={texts.cardNote}><p>{texts.cardText}</p></Card>
            <Card level={3} tone="leaf" title={texts.cardTitle} note={texts.cardNote}><p>{texts.cardText}</p></Card>
            <Card level={3} tone="lilac" title={texts.cardTitle}><p>{texts.cardText}</p></Card>
          </div>
          <div className="cluster">
            {texts.chips.map((chip, index) => (
              <Chip key={chip} tone={(["sky", "leaf", "apricot", "plain", "accent"] as const)[index]}>{chip}</Chip>
            ))}
          </div>
        </Part>
        <Part title={texts.road}><Stepper label={texts.roadLabel} steps={road} current="talk" /></Part>
        <Part title={texts.map}>
          <Tabs
            label={texts.tabs}
            tabs={[
              { id: "now", label: texts.tabA, content: <Circles owner="Lieke" people={people} onSelect={() => undefined} selected="4" /> },
              { id: "then", label: texts.tabB, content: <Circles owner="Lieke" people={people} view="list" /> },
            ]}
          />
        </Part>
        <Part title={texts.table}>
          <Table
            caption={texts.tableCaption}
            rows={places}
            rowKey={(row) => row.value}
            columns={[
              { id: "place", heading: texts.colPlace, cell: (row) => row.label },
              { id: "reach", heading: texts.colReach, cell: (row) => row.description ?? "" },
              { id: "days", heading: texts.colDays, cell: () => texts.evening },
            ]}
          />
        </Part>
        <Part title={texts.question}><QuestionSample /></Part>
        <Part title={texts.tiles}>
          <div className="grid">
            <BigTile href="/design" words={texts.people} pictogram={PeopleHoldingHands} pool="rose" note={texts.cardTitle} />
            <BigTile href="/design" words={texts.going} pictogram={PersonWalking} pool="leaf" />
          </div>
        </Part>
      </Page>
    </main>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="stack" style={{ "--gap": "var(--space-5)", paddingBlock: "var(--space-5)" } as React.CSSProperties}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}
