import type { Dispatcher } from 'undici'

/**
 * A dispatcher that tells when a request is about to be written to its connection: before that moment nothing
 * can have arrived.
 */
export const telling = (dispatcher: Dispatcher, started: () => void): Dispatcher =>
  dispatcher.compose((dispatch) => (options, handler) => {
    const { onRequestUpgrade } = handler
    return dispatch(options, {
      onRequestStart(controller, context) {
        started()
        handler.onRequestStart?.(controller, context)
      },
      ...(onRequestUpgrade && {
        onRequestUpgrade: (controller, status, headers, socket) =>
          handler.onRequestUpgrade?.(controller, status, headers, socket),
      }),
      onResponseStart: (controller, status, headers, message) =>
        handler.onResponseStart?.(controller, status, headers, message),
      onResponseData: (controller, chunk) => handler.onResponseData?.(controller, chunk),
      onResponseEnd: (controller, trailers) => handler.onResponseEnd?.(controller, trailers),
      onResponseError: (controller, error) => handler.onResponseError?.(controller, error),
    })
  })
