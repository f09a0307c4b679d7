/** What the page about a client's card reads and changes. */
import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { Message } from "@/api/types";

export type LoginCard = Message<"recruitment.v1.LoginCard">;
export type LoginDevice = Message<"recruitment.v1.LoginDevice">;

export const cardsQuery = (clientId: string) =>
  queryOptions({
    queryKey: ["loginCards", clientId],
    queryFn: () => answer(api.GET("/api/v1/clients/{client_id}/loginCards", { params: { path: { client_id: clientId } } })),
  });

export const makeCard = (clientId: string, requestId: string) =>
  answer(api.POST("/api/v1/clients/{client_id}/loginCards", { params: { path: { client_id: clientId } }, body: { requestId } }));

const about = (card: LoginCard, requestId: string) => ({ params: { path: { id: card.id ?? "" } }, body: { etag: card.etag, requestId } });
export const withdrawCard = (card: LoginCard, requestId: string) => answer(api.POST("/api/v1/loginCards/{id}:withdraw", about(card, requestId)));
export const freeCard = (card: LoginCard, requestId: string) => answer(api.POST("/api/v1/loginCards/{id}:free", about(card, requestId)));

export const choosePictures = (clientId: string, pictures: string[], requestId: string) =>
  answer(api.POST("/api/v1/clients/{client_id}/pictureCode:choose", { params: { path: { client_id: clientId } }, body: { pictures, requestId } }));

export const forgetDevice = (device: LoginDevice, requestId: string) =>
  answer(api.POST("/api/v1/loginDevices/{id}:forget", { params: { path: { id: device.id ?? "" } }, body: { requestId } }));
