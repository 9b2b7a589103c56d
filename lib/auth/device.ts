import type { BetterAuthPlugin } from 'better-auth';
import { createAuthEndpoint } from 'better-auth/api';
import { deviceAuthorization, redeemDeviceCode } from 'better-auth/plugins/device-authorization';
import { z } from 'zod';

/** Where a person lets a command line in. */
export const DEVICE_PAGE = '/sign-in/device';

/** Where better-auth itself would answer to a command line that was let in. */
export const DEVICE_REDEMPTION = '/device/redeem';

/** Codes by which a person lets a command line in (RFC 8628). */
export const deviceSignIn = () => deviceAuthorization({ expiresIn: '15m', interval: '5s', verificationUri: DEVICE_PAGE });

/** `api.redeemDevice`: who approved a device code, once. Throws better-auth's APIError with an error of RFC 8628. */
export const deviceRedemption = () =>
  ({
    id: 'device-redemption',
    endpoints: {
      redeemDevice: createAuthEndpoint(
        DEVICE_REDEMPTION,
        { method: 'POST', body: z.object({ device_code: z.string(), client_id: z.string() }) },
        async (ctx) => {
          const { device_code, client_id } = ctx.body;
          const { user } = await redeemDeviceCode({
            ctx,
            deviceCode: device_code,
            authorizeRedemption: () => ({ ownershipWhere: { field: 'clientId', value: client_id }, context: undefined }),
            prepareRedemption: () => undefined,
          });
          return { id: user.id, name: user.name };
        },
      ),
    },
  }) satisfies BetterAuthPlugin;
