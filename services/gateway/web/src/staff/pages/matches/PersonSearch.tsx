/** Finding somebody by typing part of a name. The server searches; who is chosen already is left out. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { ComboBox } from "@/design/ComboBox";
import { matches } from "@/design/search";
import { findPeopleQuery, fullName } from "./queries";

export interface PersonSearchProps {
  label: string;
  description?: string;
  error?: string;
  value?: { id: string; name: string } | null;
  onChange: (id: string | null) => void;
  /** Ids that are not offered. */
  without?: readonly string[];
  opensOnFocus?: boolean;
}

/** The text as it is after somebody paused a moment, so that not every letter asks the server. */
function useRested(text: string): string {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), 180);
    return () => clearTimeout(timer);
  }, [text]);
  return rested;
}

export function PersonSearch({ label, description, error, value = null, onChange, without = [], opensOnFocus }: PersonSearchProps) {
  const [typed, setTyped] = useState("");
  const query = useRested(value && typed === value.name ? "" : typed.trim());
  const found = useQuery({ ...findPeopleQuery(query), placeholderData: keepPreviousData });
  // What came before is narrowed at once, while the server looks for more.
  const people = (found.data ?? []).filter((client) => client.id && !without.includes(client.id) && (value || matches(fullName(client), typed)));
  const options = people.map((client) => ({ value: client.id ?? "", label: fullName(client) }));
  if (value && !options.some((option) => option.value === value.id)) options.unshift({ value: value.id, label: value.name });
  return (
    <ComboBox
      label={label}
      description={description}
      error={error}
      options={options}
      value={value?.id ?? null}
      onSearch={setTyped}
      onChange={onChange}
      opensOnFocus={opensOnFocus}
    />
  );
}
