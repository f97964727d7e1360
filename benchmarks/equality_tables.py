"""What random equalities are made from: rules, expressions, identities and traps, as text.

In all of them the letters A, B, C stand for expressions that are positive wherever they are looked
at, the other capital letters for any expression.
"""

# both sides have the same value; a letter that only one side has may be anything of its kind
RULES = """
log(A*B) = log(A) + log(B)
log(A/B) = log(A) - log(B)
log(A**R) = R*log(A)
log(sqrt(A)) = log(A)/2
log(1/A) = -log(A)
A = exp(log(A))
X = log(exp(X))
exp(X + Y) = exp(X)*exp(Y)
exp(X - Y) = exp(X)/exp(Y)
exp(X)**R = exp(R*X)
exp(-X) = 1/exp(X)
exp(X*log(A)) = A**X
A**(R + S) = A**R*A**S
A**(R - S) = A**R/A**S
(A*B)**R = A**R*B**R
(A/B)**R = A**R*B**(-R)
(A**R)**S = A**(R*S)
A**(-R) = 1/A**R
sqrt(A*B) = sqrt(A)*sqrt(B)
sqrt(A/B) = sqrt(A)/sqrt(B)
sqrt(A) = A**(1/2)
A**(3/2) = A*sqrt(A)
A**(2/3) = (A**2)**(1/3)
A = A**(1/3)*A**(2/3)
A = sqrt(A)**2
A = (A**3)**(1/3)
(A*B)**(1/3) = A**(1/3)*B**(1/3)
sqrt(X**2) = abs(X)
abs(X) = max(X, -X)
abs(X*Y) = abs(X)*abs(Y)
abs(X)**2 = X**2
abs(X) = X*sign(X)
abs(X) = piecewise((X, X >= 0), (-X, X < 0))
abs(A) = A
max(X, Y) = (X + Y + abs(X - Y))/2
min(X, Y) = (X + Y - abs(X - Y))/2
max(X, Y) = Y + max(X - Y, 0)
max(X, Y) = piecewise((X, X > Y), (Y, X <= Y))
min(X, Y) = -max(-X, -Y)
min(X, Y) = X + Y - max(X, Y)
max(X, Y) = log(max(exp(X), exp(Y)))
A*max(X, Y) = max(A*X, A*Y)
sigmoid(X) = 1/(1 + exp(-X))
sigmoid(X) = 1 - sigmoid(-X)
sigmoid(X) = exp(X)/(1 + exp(X))
sigmoid(X) = (1 + tanh(X/2))/2
sigmoid(X)*sigmoid(-X) = 1/(2 + 2*cosh(X))
softplus(X) = log(1 + exp(X))
softplus(X) = X + softplus(-X)
softplus(X) = -log(sigmoid(-X))
softplus(X) = max(X, 0) + log(1 + exp(-abs(X)))
tanh(X) = sinh(X)/cosh(X)
tanh(X) = 2*sigmoid(2*X) - 1
tanh(X) = (exp(X) - exp(-X))/(exp(X) + exp(-X))
sinh(X) = (exp(X) - exp(-X))/2
cosh(X) = (exp(X) + exp(-X))/2
cosh(X)**2 = 1 + sinh(X)**2
cosh(2*X) = 2*cosh(X)**2 - 1
sinh(2*X) = 2*sinh(X)*cosh(X)
sinh(X + Y) = sinh(X)*cosh(Y) + cosh(X)*sinh(Y)
cosh(X - Y) = cosh(X)*cosh(Y) - sinh(X)*sinh(Y)
tanh(X + Y) = (tanh(X) + tanh(Y))/(1 + tanh(X)*tanh(Y))
1 - tanh(X)**2 = 1/cosh(X)**2
asinh(X) = log(X + sqrt(1 + X**2))
atanh(tanh(X)) = X
sin(X)**2 = 1 - cos(X)**2
erfc(X) = 1 - erf(X)
X + Y = Y + X
X*Y = Y*X
X*(Y + Z) = X*Y + X*Z
(Y - Z)/A = Y/A - Z/A
(Y + Z)/A = Y/A + Z/A
(X + Y)**2 = X**2 + 2*X*Y + Y**2
(X - Y)**2 = X**2 - 2*X*Y + Y**2
X**2 - Y**2 = (X - Y)*(X + Y)
X/A + Y/B = (X*B + Y*A)/(A*B)
A/(A + B) = 1 - B/(A + B)
A/(A + B) = 1/(1 + B/A)
1/(A*(A + B)) = (1/A - 1/(A + B))/B
X = X*A/A
X = X + Y - Y
X - Y = -(Y - X)
X + X = 2*X
"""

# expressions of the field, separated by semicolons
EXPRESSIONS = """
A*log(A/B) ; A*log(A/B) - A + B ; A*log(2*A/(A + B)) + B*log(2*B/(A + B)) ; (A - B)*log(A/B)
A*log(A/(A + B)) + B*log(B/(A + B)) ; w*log(w/z) + (1 - w)*log((1 - w)/(1 - z)) ; (A - B)**2/(A + B)
A**w*B**(1 - w) ; (A**R*B**(1 - R) - R*A - (1 - R)*B)/(R**2 + 1) ; (sqrt(A) - sqrt(B))**2
B*log(A + B)/(A*B) ; log(A**(R/(A + B))) ; log(B**(k/(p + q))) ; -w*log(w) - (1 - w)*log(1 - w)
-z*log(sigmoid(X)) - (1 - z)*log(1 - sigmoid(X)) ; exp(-(x - m)**2/(2*s**2))/sqrt(2*pi*s**2)
log(exp(X) + exp(Y)) ; A*max(0, 1 - X) + B*max(0, 1 + X) ; max(X, Y)*min(X, Y) ; tanh(X)*cosh(Y)
exp(R*log(A))*B**(-R) ; (A*B)**R ; sqrt(A*sqrt(B)) ; (A*B**2)**(1/3) ; A**(3/2)/sqrt(B)
w*A*log(A/(w*A + (1 - w)*B)) + (1 - w)*B*log(B/(w*A + (1 - w)*B)) ; softplus(X) + softplus(-Y)
((A + B)/2)**R ; log((A + B)/2) - (log(A) + log(B))/2 ; A/(A + B)*X + B/(A + B)*Y
(A*X**2 + B*Y**2)/(A + B) - ((A*X + B*Y)/(A + B))**2 ; abs(X - Y)/(1 + abs(X) + abs(Y))
"""

# identities of the field
IDENTITIES = """
B*((A/B)*log(A/B) - (A/B + 1)*log(A/B + 1)) = A*log(A/(A + B)) + B*log(B/(A + B))
A*log(A/B) + B*log(B/A) = (A - B)*log(A/B)
A*log(2*A/(A + B)) + B*log(2*B/(A + B)) = (A + B)*log(2) + A*log(A/(A + B)) + B*log(B/(A + B))
B*(sqrt(A/B) - 1)**2 = (sqrt(A) - sqrt(B))**2
B*((A/B)**R - 1 - R*(A/B - 1)) = A**R*B**(1 - R) - B - R*(A - B)
A*((A - B)/(A + B) - 1)**2 + B*((A - B)/(A + B) + 1)**2 = 4*A*B/(A + B)
(A - B)**2/(A + B) = A + B - 4*A*B/(A + B)
A**2/B + B**2/A = (A + B)*(A**2 - A*B + B**2)/(A*B)
log(A**2/B + (A - B)**2/B) + log(B) = log(2*A**2 - 2*A*B + B**2)
A*X**2 + 2*Y*X*Z + C*Z**2 = A*(X + Y*Z/A)**2 + (C - Y**2/A)*Z**2
log(exp(X) + exp(Y)) = max(X, Y) + softplus(-abs(X - Y))
softplus(X) - softplus(-X) = X
log(sigmoid(X)/sigmoid(-X)) = X
sigmoid(X + Y) = sigmoid(X)*sigmoid(Y)/(sigmoid(X)*sigmoid(Y) + sigmoid(-X)*sigmoid(-Y))
sigmoid(log(A/B)) = A/(A + B)
softplus(log(A)) = log(1 + A)
tanh(log(A)/2) = (A - 1)/(A + 1)
cosh(log(A)) = (A + 1/A)/2
atanh((A - B)/(A + B)) = log(A/B)/2
asinh((A - 1/A)/2) = log(A)
max(A, B)*min(A, B) = A*B
max(X, Y)**2 + min(X, Y)**2 = X**2 + Y**2
abs(A - B) = A + B - 2*min(A, B)
max(0, 1 - X) + max(0, 1 + X) = max(2, 1 + abs(X))
max(X, X/5) = 3*X/5 + 2*abs(X)/5
abs(abs(X) - abs(Y)) = max(abs(X), abs(Y)) - min(abs(X), abs(Y))
sqrt(A + B + 2*sqrt(A*B)) = sqrt(A) + sqrt(B)
sqrt(X**2 - 2*X*Y + Y**2) = abs(X - Y)
(sqrt(A) - sqrt(B))*(sqrt(A) + sqrt(B)) = A - B
A - B = (A**(1/3) - B**(1/3))*(A**(2/3) + (A*B)**(1/3) + B**(2/3))
1/(1/A + 1/B) = A*B/(A + B)
LambertW(A*exp(A)) = A
(A**2 + 2*A*B + B**2)**R = (A + B)**(2*R)
6**X = 2**X*3**X
(A*B)**R/(A**S*B**S) = (A*B)**(R - S)
exp(-(X - Y)**2/2)/(exp(-(X - Y)**2/2) + exp(-(X + Y)**2/2)) = sigmoid(2*X*Y)
sinh(X)**3 = (sinh(3*X) - 3*sinh(X))/4
erf(-X) = -erf(X)
(1 - tanh(X))/(1 + tanh(X)) = exp(-2*X)
sqrt(2*pi*A**2)*sqrt(2*pi*B**2)/sqrt(2*pi*(A**2 + B**2)) = sqrt(2*pi)*A*B/sqrt(A**2 + B**2)
"""

# claims that turn on one hypothesis: the claim, where it is true, where it is false ("" if always)
TRAPS = """
H/H = 1 | H != 0 |
(H**2 - 1)/(H - 1) = H + 1 | H != 1 |
(H**3 - 8)/(H - 2) = H**2 + 2*H + 4 | H > 2 |
log(H**2) = 2*log(H) | H > 0 | H != 0
log(H**2) = 2*log(abs(H)) | H != 0 |
sqrt(H**2) = H | H >= 0 |
H**(1/2)*H**(1/2) = H | H >= 0 |
(H**3)**(1/3) = H | H >= 0 |
exp(log(H)) = H | H > 0 | H >= 0
abs(H)/H = sign(H) | H != 0 |
H**k*H**(-k) = 1 | H > 0 | H >= 0
diff(abs(H), x) = sign(H)*diff(H, x) | H != 0 |
diff(max(H, 0)**2, x) = 2*max(H, 0)*diff(H, x) | |
diff(sqrt(H), x) = diff(H, x)/(2*sqrt(H)) | H > 0 | H >= 0
1/(1/H) = H | H != 0 |
tanh(H)/sinh(H) = 1/cosh(H) | H != 0 |
H*log(H) - H*log(H) = 0 | H > 0 | H >= 0
sqrt(H - 1)*sqrt(H + 1) = sqrt(H**2 - 1) | H >= 1 | H**2 >= 1
log(H - 1) + log(H + 1) = log(H**2 - 1) | H > 1 | H**2 > 1
sign(H)**2 = 1 | H != 0 |
H**0 = 1 | |
(-1)**(2*n) = 1 | n integer | n real
sin(pi*n) = 0 | n integer | n real
cos(pi*n) = (-1)**n | n integer | n real
x**n*x**(-n) = 1 | x != 0, n integer | x real, n integer
(-x)**(2*n) = x**(2*n) | x != 0, n integer | x > -1, n integer
(-1)**n*(-1)**n = 1 | n integer | n >= 0
x**(n + 1) = x*x**n | n integer, n >= 1, x real | n integer, n >= -1, x real
"""

# what H stands for in a trap
INNER = ["x", "x - 2", "2*x + 1", "x - 1", "x**2 - 1", "3*x/2", "x + exp(0)", "1 - x"]
