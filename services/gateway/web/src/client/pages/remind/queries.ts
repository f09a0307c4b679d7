/** What I want to be reminded of, and this phone or computer, as far as it can show notes. */
import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { Message } from "@/api/types";
import { scope, workerAddress } from "@/client/away/app";

export type Wishes = Message<"recruitment.v1.ReminderWishes">;

export const wishesQuery = queryOptions({ queryKey: ["reminders"], queryFn: () => answer(api.GET("/api/v1/me/reminders", {})) });

/** My own word, whatever changed meanwhile: without an etag. */
export const saveWishes = (now: Wishes, change: Partial<Wishes>, requestId: string) =>
  answer(
    api.PATCH("/api/v1/me/reminders", {
      params: { query: { requestId } },
      body: { byEmail: now.byEmail, email: now.email, byPush: now.byPush, dayBefore: now.dayBefore, sameDay: now.sameDay, language: now.language, ...change },
    }),
  );

export const canPush = (): boolean => "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;

const bytes = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));

/** "no": the browser or the person said no, which is fine. */
export async function allowHere(key: string, requestId: string): Promise<"yes" | "no"> {
  if ((await Notification.requestPermission()) !== "granted") return "no";
  const worker = await navigator.serviceWorker.register(workerAddress, { scope });
  await navigator.serviceWorker.ready;
  const made = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(key) }).catch(() => null);
  const { endpoint, keys } = made?.toJSON() ?? {};
  if (!endpoint || !keys?.p256dh || !keys.auth) return "no";
  await answer(api.POST("/api/v1/me/reminderDevices", { body: { endpoint, p256dh: keys.p256dh, auth: keys.auth, requestId } }));
  return "yes";
}

/** Forgets all phones and computers, this one itself too. */
export async function forgetDevices(requestId: string): Promise<"gone"> {
  await answer(api.POST("/api/v1/me/reminderDevices:forget", { body: { requestId } }));
  const worker = await navigator.serviceWorker?.getRegistration(scope);
  await (await worker?.pushManager.getSubscription())?.unsubscribe().catch(() => false);
  return "gone";
}
