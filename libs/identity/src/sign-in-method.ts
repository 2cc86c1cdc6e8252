/** How somebody proved who he is. */
export type SignInMethod = 'password' | 'openid';
