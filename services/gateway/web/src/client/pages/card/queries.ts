/** My own card, as the server knows it: never the code on it, never a picture. */
import { queryOptions } from "@tanstack/react-query";
import { lookAtCard } from "@/api/card";
import { answer, api } from "@/api/client";
import type { Message } from "@/api/types";

export type LoginCard = Message<"recruitment.v1.LoginCard">;

export const cardsQuery = (clientId: string) =>
  queryOptions({
    queryKey: ["loginCards", clientId],
    queryFn: () => answer(api.GET("/api/v1/clients/{client_id}/loginCards", { params: { path: { client_id: clientId } } })),
    enabled: clientId !== "",
  });

/** Whether this device remembers somebody. */
export const deviceQuery = queryOptions({ queryKey: ["loginCards", "device"], queryFn: () => lookAtCard("") });

export const withdrawCard = (card: LoginCard, requestId: string) =>
  answer(api.POST("/api/v1/loginCards/{id}:withdraw", { params: { path: { id: card.id ?? "" } }, body: { etag: card.etag, requestId } }));

export const choosePictures = (clientId: string, pictures: string[], requestId: string) =>
  answer(api.POST("/api/v1/clients/{client_id}/pictureCode:choose", { params: { path: { client_id: clientId } }, body: { pictures, requestId } }));

export const forgetLoginDevice = (id: string, requestId: string) =>
  answer(api.POST("/api/v1/loginDevices/{id}:forget", { params: { path: { id } }, body: { requestId } }));
