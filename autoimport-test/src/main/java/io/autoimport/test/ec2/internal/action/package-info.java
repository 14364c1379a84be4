/** One class per action of EC2 and STS, with the rules that it keeps. Not part of the API. */
@NullMarked
package io.autoimport.test.ec2.internal.action;

import org.jspecify.annotations.NullMarked;
