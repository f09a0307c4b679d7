import type { useFormat } from "@/i18n/format";

export type Format = ReturnType<typeof useFormat>;
