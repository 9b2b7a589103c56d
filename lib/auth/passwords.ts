/** Passwords as better-auth keeps them: scrypt, with a salt of their own. */
export { hashPassword, verifyPassword } from 'better-auth/crypto';
