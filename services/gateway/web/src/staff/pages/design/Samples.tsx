/** The components that need a state of their own to be shown. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/design/Button";
import { Checkbox } from "@/design/Checkbox";
import { ComboBox } from "@/design/ComboBox";
import { Dialog } from "@/design/Dialog";
import { EmptyState } from "@/design/EmptyState";
import { PictureAnswers } from "@/design/PictureAnswers";
import { QueryView } from "@/design/QueryView";
import { RadioCards } from "@/design/RadioCards";
import { ReadAloud } from "@/design/ReadAloud";
import { Ruled } from "@/design/Ruled";
import { Select } from "@/design/Select";
import { TextArea } from "@/design/TextArea";
import { TextField } from "@/design/TextField";
import { toast } from "@/design/Toast";
import { NeutralFace, SlightlyFrowningFace, SmilingFaceWithSmilingEyes } from "@/pictograms";
import { places, problem, texts } from "./samples";

export function ButtonSamples() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <div className="cluster">
        <Button kind="primary">{texts.primary}</Button>
        <Button>{texts.secondary}</Button>
        <Button kind="quiet">{texts.quiet}</Button>
        <Button kind="care">{texts.care}</Button>
        <Button kind="primary" isPending>{texts.pending}</Button>
        <Button isDisabled>{texts.disabled}</Button>
        <Button size="small">{texts.secondary}</Button>
        <ReadAloud text={texts.wishValue} withWords />
      </div>
      <Ruled lines={2} />
      <div className="cluster">
        <Button onPress={() => setOpen(true)}>{texts.open}</Button>
        <Button onPress={() => toast(texts.toasted, () => toast(texts.secondary))}>{texts.toast}</Button>
      </div>
      <Dialog title={texts.dialogTitle} isOpen={open} onOpenChange={setOpen} actions={<Button kind="primary" onPress={() => setOpen(false)}>{texts.secondary}</Button>}>
        <p>{texts.dialogText}</p>
      </Dialog>
    </>
  );
}

export function FieldSamples() {
  const [wish, setWish] = useState(texts.wishValue);
  const [story, setStory] = useState("");
  const [where, setWhere] = useState<string | null>(null);
  const [when, setWhen] = useState<string | null>("evening");
  const [near, setNear] = useState<"alongside" | "onCall" | null>("alongside");
  const [share, setShare] = useState(true);
  return (
    <>
      <TextField label={texts.wish} description={texts.wishHelp} value={wish} onChange={setWish} error={problem.fields["wish.ownWords"]} />
      <TextArea label={texts.story} value={story} onChange={setStory} optional />
      <ComboBox label={texts.place} description={texts.placeHelp} options={places} value={where} onChange={setWhere} />
      <Select
        label={texts.daypart}
        value={when}
        onChange={setWhen}
        options={[{ value: "morning", label: texts.morning }, { value: "afternoon", label: texts.afternoon }, { value: "evening", label: texts.evening }]}
      />
      <RadioCards
        label={texts.distance}
        value={near}
        onChange={setNear}
        options={[
          { value: "alongside", label: texts.alongside, description: texts.alongsideHelp },
          { value: "onCall", label: texts.onCall, description: texts.onCallHelp },
        ]}
      />
      <Checkbox isSelected={share} onChange={setShare} description={texts.shareHelp}>{texts.share}</Checkbox>
    </>
  );
}

/** The same fields empty, in error, and when they cannot be changed. */
export function FieldStates() {
  return (
    <>
      <TextField label={texts.wish} value="" onChange={() => undefined} description={texts.empty} />
      <TextField label={texts.wish} value={texts.wishValue} onChange={() => undefined} isDisabled description={texts.locked} />
      <TextArea label={texts.story} value={texts.wishValue} onChange={() => undefined} error={problem.fields["wish.ownWords"]} />
      <Select label={texts.daypart} value={null} onChange={() => undefined} options={[{ value: "morning", label: texts.morning }]} error={problem.fields["wish.ownWords"]} />
      <Checkbox isSelected={false} onChange={() => undefined} isDisabled>{texts.share}</Checkbox>
    </>
  );
}

/** What is read: on its way for ever, and found to be nothing. */
export function QuerySamples() {
  const waiting = useQuery({ queryKey: ["design", "waiting"], queryFn: () => new Promise<string[]>(() => undefined) });
  const nothing = useQuery({ queryKey: ["design", "nothing"], queryFn: () => Promise.resolve<string[]>([]) });
  return (
    <>
      <QueryView query={waiting}>{() => null}</QueryView>
      <QueryView query={nothing} empty={<EmptyState title={texts.noPlace} />}>{() => null}</QueryView>
    </>
  );
}

export function QuestionSample() {
  const [value, setValue] = useState<"good" | "fine" | "hard" | null>("good");
  return (
    <PictureAnswers
      question={texts.question}
      value={value}
      onChange={setValue}
      onNext={() => undefined}
      onSkip={() => setValue(null)}
      onBack={() => undefined}
      place={{ n: 1, total: 3 }}
      answers={[
        { value: "good", words: texts.good, pictogram: SmilingFaceWithSmilingEyes },
        { value: "fine", words: texts.fine, pictogram: NeutralFace },
        { value: "hard", words: texts.hard, pictogram: SlightlyFrowningFace },
      ]}
    />
  );
}
