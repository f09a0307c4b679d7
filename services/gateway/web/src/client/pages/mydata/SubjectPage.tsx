/** One subject as tiles, or one part of it to read: each thing with its picture, one open at a time, in words one can have read out. */
import { useState } from "react";
import { type Correction, isOpen, type Item, itemsOf, pictureOf, type Section, titleOf } from "@/app/personal-data";
import { ClientPage } from "@/client/ClientPage";
import { Doing, Doings } from "@/client/Doing";
import { usePart } from "@/client/go";
import { Kind, Ready } from "@/client/Kind";
import kit from "@/client/kit.module.css";
import { buttonClass } from "@/design/button-class";
import { useLink } from "@/design/link";
import { useT } from "@/i18n/client";
import { Seedling } from "@/pictograms";
import { useDocument } from "./data";
import { headOf } from "./lines";
import { list } from "./SubjectsPage";
import { Thing } from "./Thing";
import { inOrder, isTheme, type ThemeKey, themeOf, toldOf } from "./themes";

export function SubjectPage() {
  const key = usePart("subject");
  return isTheme(key) ? <ThemePage key={key} theme={key} /> : <PartPage key={key} subject={key} />;
}

function ThemePage({ theme }: { theme: ThemeKey }) {
  const t = useT();
  const { document } = useDocument();
  const [all, setAll] = useState(false);
  const { first, later } = toldOf(document.data?.sections ?? [], theme);
  return (
    <ClientPage title={t(`mydata.theme.${theme}`)} question={first.length > 0 ? t("mydata.subjects.lead") : undefined} back={list} moment={theme}>
      <Ready of={[document]}>
        {() => (
          <>
            {first.length === 0 && <Kind title={t("mydata.nothing")} picture={Seedling} />}
            <Doings>
              {[...first, ...(all ? later : [])].map((section) => (
                <Doing key={section.key} href={`${list}/${section.key}`} words={titleOf(t.language, section)} picture={pictureOf(section)} />
              ))}
            </Doings>
            {later.length > 0 && <Quiet words={t(all ? "mydata.less" : "mydata.more")} onPress={() => setAll(!all)} expanded={all} />}
          </>
        )}
      </Ready>
    </ClientPage>
  );
}

/** So many things at first: who has more on their map than this asks for the rest. */
const few = 5;

function PartPage({ subject }: { subject: string }) {
  const t = useT();
  const { document, corrections } = useDocument();
  const told = inOrder(document.data?.sections ?? []);
  const at = told.findIndex((section) => section.key === subject);
  const [section, next] = [told[at], told[at + 1]];
  return (
    <ClientPage title={section ? titleOf(t.language, section) : t("mydata.read")} back={`${list}/${themeOf(subject)}`} moment={subject}>
      <Ready of={[document, corrections]}>
        {() =>
          section ? (
            <>
              <Things section={section} open={(corrections.data ?? []).filter(isOpen)} />
              {next && <Next to={`${list}/${next.key}`} words={t("mydata.next", { what: titleOf(t.language, next) })} />}
            </>
          ) : (
            <Kind title={t("mydata.nothing")} picture={Seedling} />
          )
        }
      </Ready>
    </ClientPage>
  );
}

function Things({ section, open }: { section: Section; open: readonly Correction[] }) {
  const t = useT();
  const items = itemsOf(section);
  const [shown, setShown] = useState(few);
  const [opened, setOpened] = useState<string | undefined>(items.length === 1 ? items[0]?.id : undefined);
  const [all, setAll] = useState(false);
  const wrong = useLink(`${list}/${section.key}/klopt-niet`);
  const marked = (item: Item) => open.filter((one) => one.section === section.key && one.itemId === item.id);
  return (
    <>
      {items.slice(0, shown).map((item) => (
        <Thing
          key={item.id} section={section} item={item} all={all} marked={marked(item)}
          head={items.length > 1 ? headOf(section, item) : undefined} open={opened === item.id}
          onOpen={() => setOpened(opened === item.id ? undefined : item.id)}
        />
      ))}
      {items.length > shown && <Quiet words={t("mydata.more")} onPress={() => setShown(shown + few)} />}
      <div className={kit.ways}>
        <a {...wrong} className={buttonClass("secondary")}>{t("mydata.wrong")}</a>
        {opened && <button type="button" className={buttonClass("secondary")} aria-expanded={all} onClick={() => setAll(!all)}>{t(all ? "mydata.less" : "mydata.all")}</button>}
      </div>
    </>
  );
}

function Quiet({ words, onPress, expanded }: { words: string; onPress: () => void; expanded?: boolean }) {
  return <div className={kit.ways}><button type="button" className={buttonClass("secondary")} aria-expanded={expanded} onClick={onPress}>{words}</button></div>;
}

function Next({ to, words }: { to: string; words: string }) {
  return <a {...useLink(to)} className={buttonClass("primary")}>{words}</a>;
}
