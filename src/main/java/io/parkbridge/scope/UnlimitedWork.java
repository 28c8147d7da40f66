package io.parkbridge.scope;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

/** Around transactions, so that their connection reaches as far. */
@Unlimited
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE)
class UnlimitedWork {

    @AroundInvoke
    Object proceed(InvocationContext work) throws Exception {
        return Reach.ALL.call(work::proceed);
    }
}
