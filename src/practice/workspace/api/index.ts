import { authMethods } from './auth.ts'
import { bookmarkMethods } from './bookmarks.ts'
import { chatChangeMethods } from './chat-change.ts'
import { chatPostMethods } from './chat-post.ts'
import { conversationChangeMethods } from './conversations-change.ts'
import { conversationMemberMethods } from './conversations-members.ts'
import { conversationReadMethods } from './conversations-read.ts'
import { fileMethods } from './files.ts'
import type { Method } from './method.ts'
import { pinMethods } from './pins.ts'
import { reactionMethods } from './reactions.ts'
import { userGroupMethods } from './usergroups.ts'
import { userMethods } from './users.ts'
import { viewMethods } from './views.ts'

/** The Web API methods that practice knows; whatever else is `unknown_method`. */
export const methods: ReadonlyMap<string, Method> = new Map(
  [
    ...authMethods,
    ...bookmarkMethods,
    ...chatChangeMethods,
    ...chatPostMethods,
    ...conversationChangeMethods,
    ...conversationMemberMethods,
    ...conversationReadMethods,
    ...fileMethods,
    ...pinMethods,
    ...reactionMethods,
    ...userGroupMethods,
    ...userMethods,
    ...viewMethods,
  ].map((method) => [method.name, method]),
)
