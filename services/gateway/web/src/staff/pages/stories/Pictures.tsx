import { useNamedPictogram } from "@/app/named-pictogram";
import { Pictogram } from "@/design/Pictogram";
import styles from "./stories.module.css";

export function Pictures({ names = [] }: { names?: string[] }) {
  if (names.length === 0) return null;
  return <div className={styles.pictures}>{names.map((name) => <One key={name} name={name} />)}</div>;
}

function One({ name }: { name: string }) {
  const drawing = useNamedPictogram(name);
  return drawing ? <Pictogram of={drawing} size="3.5rem" /> : null;
}
