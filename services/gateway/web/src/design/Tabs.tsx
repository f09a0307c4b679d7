/** Parts of one page, side by side. The chosen one may live in the address, through `selected` and `onSelect`. */
import { type ReactNode, useEffect, useRef } from "react";
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from "react-aria-components";
import styles from "./Tabs.module.css";

export interface TabsProps {
  label: string;
  tabs: readonly { id: string; label: string; content: ReactNode }[];
  selected?: string;
  onSelect?: (id: string) => void;
}

export function Tabs({ label, tabs, selected, onSelect }: TabsProps) {
  const list = useRef<HTMLDivElement>(null);
  // On a phone the row scrolls: a part that was opened by its address should be in sight, also when the screen is turned. Sideways only.
  useEffect(() => {
    const row = list.current;
    if (!row || typeof ResizeObserver === "undefined") return;
    const tellMore = () => {
      row.toggleAttribute("data-before", row.scrollLeft > 1);
      row.toggleAttribute("data-after", row.scrollLeft + row.clientWidth < row.scrollWidth - 1);
    };
    const show = new ResizeObserver(() => {
      const tab = row.querySelector<HTMLElement>("[data-selected]");
      if (tab) row.scrollLeft = tab.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2;
      tellMore();
    });
    show.observe(row); // which also tells the first width
    row.addEventListener("scroll", tellMore, { passive: true });
    return () => {
      show.disconnect();
      row.removeEventListener("scroll", tellMore);
    };
  }, [selected]);
  return (
    <AriaTabs className={styles.tabs} selectedKey={selected} onSelectionChange={(key) => onSelect?.(String(key))}>
      <TabList ref={list} aria-label={label} className={styles.list}>
        {tabs.map((tab) => <Tab key={tab.id} id={tab.id} className={styles.tab}>{tab.label}</Tab>)}
      </TabList>
      {tabs.map((tab) => <TabPanel key={tab.id} id={tab.id} className={styles.panel}>{tab.content}</TabPanel>)}
    </AriaTabs>
  );
}
