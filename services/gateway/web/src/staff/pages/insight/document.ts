/** The story of a year as a Word document. The library comes along only when somebody asks for it. */
import { Document, HeadingLevel, LevelFormat, Packer, Paragraph, TextRun } from "docx";
import type { Section } from "./queries";
import { blocks } from "./story";

export interface Told {
  title: string;
  organisation: string;
  sections: readonly Section[];
  /** Small, at the end: how the numbers were made. */
  foot: string;
  language: "nl" | "en";
}

const lines = (text: string) => text.split("\n").map((line, index) => new TextRun({ text: line, break: index ? 1 : 0 }));

export function storyDocument({ title, organisation, sections, foot, language }: Told): Document {
  return new Document({
    title,
    creator: organisation,
    styles: { default: { document: { run: { font: "Calibri", size: 24, language: { value: language === "nl" ? "nl-NL" : "en-GB" } }, paragraph: { spacing: { after: 160, line: 300 } } } } },
    numbering: { config: [{ reference: "list", levels: [{ level: 0, format: LevelFormat.BULLET, text: "•", style: { paragraph: { indent: { left: 480, hanging: 240 } } } }] }] },
    sections: [
      {
        children: [
          new Paragraph({ heading: HeadingLevel.TITLE, text: title }),
          new Paragraph({ text: organisation }),
          ...sections.flatMap((section) => [
            new Paragraph({ heading: HeadingLevel.HEADING_1, text: section.title, keepNext: true }),
            ...blocks(section.body).flatMap((block) =>
              block.kind === "text"
                ? [new Paragraph({ children: lines(block.text) })]
                : block.items.map((item) => new Paragraph({ text: item, numbering: { reference: "list", level: 0 } })),
            ),
          ]),
          new Paragraph({ children: [new TextRun({ text: foot, size: 18, italics: true })] }),
        ],
      },
    ],
  });
}

export async function download(told: Told, name: string): Promise<void> {
  const url = URL.createObjectURL(await Packer.toBlob(storyDocument(told)));
  const link = document.createElement("a");
  link.href = url;
  link.download = `${name}.docx`;
  link.click();
  URL.revokeObjectURL(url);
}
