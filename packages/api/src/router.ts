import type {
  TRPCBuiltRouter,
  TRPCDefaultErrorShape,
  TRPCMutationProcedure,
  TRPCQueryProcedure,
  TRPCSubscriptionProcedure,
} from '@trpc/server'
import type { Contract } from './contract.ts'
import type { ErrorBody } from './errors.ts'
import type { In, Operation, Out } from './operation.ts'

/** What a tRPC client finds in `error.data`, beside tRPC's own: the documented error. */
export interface ErrorShape extends TRPCDefaultErrorShape {
  data: TRPCDefaultErrorShape['data'] & { error: ErrorBody['error']; requestId: string }
}

type Procedure<O> =
  O extends Operation<infer K, infer I, infer R>
    ? K extends 'query'
      ? TRPCQueryProcedure<{ input: In<I>; output: Out<R>; meta: unknown }>
      : K extends 'command'
        ? TRPCMutationProcedure<{ input: In<I>; output: Out<R>; meta: unknown }>
        : TRPCSubscriptionProcedure<{ input: In<I>; output: AsyncIterable<Out<R>, void>; meta: unknown }>
    : never

/** Files come and go over REST; everything else is a procedure. */
type Procedures<D> = {
  [N in keyof D as D[N] extends Operation<'upload'> | Operation<'download'> ? never : N]: Procedure<D[N]>
}

/** The router that the contract describes: the web client's types come from here. */
export type AppRouter<Context extends object = object> = TRPCBuiltRouter<
  { ctx: Context; meta: unknown; errorShape: ErrorShape; transformer: true },
  { [D in keyof Contract]: Procedures<Contract[D]> }
>
