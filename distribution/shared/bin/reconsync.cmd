@echo off
rem Copyright the ReconSync authors.
rem SPDX-License-Identifier: Apache-2.0
rem The start script for Windows. Not run by the project's tests.
setlocal
set "install=%~dp0.."
if not defined RECONSYNC_HOME set "RECONSYNC_HOME=%install%"
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"
"%java%" -version >nul 2>&1
if errorlevel 1 (
  echo reconsync: no Java was found. Install a Java 17 or newer, or set JAVA_HOME. 1>&2
  exit /b 69
)
set "access="
"%java%" --sun-misc-unsafe-memory-access=allow -version >nul 2>&1
if not errorlevel 1 set "access=--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
"%java%" -XX:+UseSerialGC -Xms16m -Xmx160m %access% %JAVA_OPTS% "-Dreconsync.install=%install%" -cp "%install%\lib\*" io.reconsync.launcher.Main --home "%RECONSYNC_HOME%" %*
exit /b %errorlevel%
