CREATE TABLE Period (
  id INTEGER PRIMARY KEY,
  name TEXT,
  start_year INTEGER,
  end_year INTEGER
);
CREATE TABLE Supplier (
  id INTEGER PRIMARY KEY,
  name TEXT,
  town TEXT,
  type TEXT,
  trust_score INTEGER
);
CREATE TABLE Item (
  id INTEGER PRIMARY KEY,
  name TEXT,
  material TEXT,
  period_id INTEGER REFERENCES Period(id),
  supplier_id INTEGER REFERENCES Supplier(id),
  cost REAL,
  asking_price REAL,
  acquired DATE,
  condition TEXT
);
CREATE TABLE Buyer (
  id INTEGER PRIMARY KEY,
  name TEXT,
  town TEXT,
  profession TEXT,
  email TEXT
);
CREATE TABLE Sale (
  item_id INTEGER REFERENCES Item(id),
  buyer_id INTEGER REFERENCES Buyer(id),
  sale_date DATE,
  price REAL,
  channel TEXT,
  PRIMARY KEY (item_id, buyer_id)
);
CREATE TABLE Appraisal (
  id INTEGER PRIMARY KEY,
  item_id INTEGER REFERENCES Item(id),
  expert TEXT,
  year INTEGER,
  value REAL
);
INSERT INTO Period VALUES
(1,'Georgian',1714,1837),
(2,'Victorian',1837,1901),
(3,'Art Nouveau',1890,1910),
(4,'Art Deco',1920,1939),
(5,'Joseon',1392,1897),
(6,'Meiji',1868,1912),
(7,'Biedermeier',1815,1848),
(8,'Qajar',1789,1925);
INSERT INTO Supplier VALUES
(1,'Hollis & Daughters','Bath','estate',9),
(2,'Marché Lambert','Lille','flea market',6),
(3,'Insadong Gallery Row','Seoul','dealer',8),
(4,'Wiener Dachboden','Vienna','dealer',7),
(5,'Tehrani Imports','Isfahan','importer',5),
(6,'Kyo Antiques','Kyoto','dealer',10),
(7,'Penrose House Clearance','Truro','estate',4),
(8,'Feira da Ladra Stall 12','Lisbon','flea market',3),
(9,'Budapest Curio','Budapest','dealer',NULL);
INSERT INTO Item VALUES
(1,'Mahogany Longcase Clock','mahogany',1,1,2400,5200,'2021-03-14','good'),
(2,'Silver Tea Service','silver',2,1,1100,2350,'2021-03-14','excellent'),
(3,'Dragonfly Lamp','glass',3,2,780,1900,'2021-07-02','fair'),
(4,'Chrome Cocktail Shaker','chrome',4,2,95,260,'2022-05-21','good'),
(5,'White Moon Jar','porcelain',5,3,8200,14500,'2022-09-09','excellent'),
(6,'Najeon Lacquer Box','lacquer',5,3,1350,2800,'2022-09-09','good'),
(7,'Cherry Secretaire','cherry',7,4,3100,6400,'2020-11-30','fair'),
(8,'Bronze Crane Pair','bronze',6,6,2650,4750,'2023-01-17','excellent'),
(9,'Cloisonné Vase','enamel',6,6,540,1250,'2023-01-17','good'),
(10,'Painted Pen Case','lacquer',8,5,320,890,'2023-06-25','fair'),
(11,'Sunburst Mirror','glass',4,7,150,NULL,'2023-08-12','poor'),
(12,'Mourning Brooch','silver',2,7,60,210,'2023-08-12','good'),
(13,'Pewter Candlesticks','pewter',1,8,85,340,'2024-02-03','fair');
INSERT INTO Buyer VALUES
(1,'Beatrix Lowell','Bath','architect','blowell@example.com'),
(2,'Jae-won Sim','Seoul','surgeon','jwsim@example.com'),
(3,'Countess Ilse Traun','Vienna','retired',NULL),
(4,'Desmond Achebe','London','lawyer','d.achebe@example.com'),
(5,'Fumiko Hattori','Kyoto','architect','fumiko@example.com'),
(6,'Pieter van Rijn','Antwerp','collector','pvr@example.com'),
(7,'Lucía Ferreyra','Rosario','set designer','lucia.f@example.com'),
(8,'Gareth Pugh','Truro','collector',NULL),
(9,'Noor Jahani','London','lawyer','noorj@example.com');
INSERT INTO Sale VALUES
(1,4,'2021-06-05',4900,'shop'),
(2,1,'2021-05-11',2350,'shop'),
(3,7,'2022-01-23',1700,'online'),
(4,6,'2022-08-30',240,'fair'),
(5,2,'2023-02-14',15200,'auction'),
(7,3,'2021-04-19',6000,'shop'),
(8,6,'2023-05-27',4600,'fair'),
(9,4,'2023-10-08',1300,'online'),
(12,6,'2023-12-01',190,'online'),
(10,9,'2024-01-15',850,'online');
INSERT INTO Appraisal VALUES
(1,1,'Rupert Sayle',2021,5000),
(2,5,'Min Kyung-ah',2022,13800),
(3,5,'Rupert Sayle',2023,15000),
(4,6,'Min Kyung-ah',2022,2600),
(5,7,'Hannelore Beck',2020,6100),
(6,8,'Aiko Senda',2023,5100),
(7,9,'Aiko Senda',2023,1150),
(8,2,'Rupert Sayle',2021,2500),
(9,3,'Hannelore Beck',2021,1850),
(10,11,'Rupert Sayle',2023,180);
