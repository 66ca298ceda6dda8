CREATE TABLE craftsmen (
  craftsman_id INTEGER PRIMARY KEY,
  name TEXT,
  birth_year INTEGER,
  hometown TEXT,
  speciality TEXT,
  hourly_rate REAL
);
CREATE TABLE wood_types (
  wood_id INTEGER PRIMARY KEY,
  name TEXT,
  origin TEXT,
  hardness INTEGER,
  price_per_board REAL
);
CREATE TABLE furniture_pieces (
  piece_id INTEGER PRIMARY KEY,
  title TEXT,
  category TEXT,
  wood_id INTEGER,
  weight_kg REAL,
  price REAL,
  year_designed INTEGER,
  FOREIGN KEY (wood_id) REFERENCES wood_types(wood_id)
);
CREATE TABLE work_assignments (
  assignment_id INTEGER PRIMARY KEY,
  craftsman_id INTEGER,
  piece_id INTEGER,
  hours INTEGER,
  finished_on DATE,
  FOREIGN KEY (craftsman_id) REFERENCES craftsmen(craftsman_id),
  FOREIGN KEY (piece_id) REFERENCES furniture_pieces(piece_id)
);
CREATE TABLE customer_orders (
  order_id INTEGER PRIMARY KEY,
  customer_name TEXT,
  city TEXT,
  piece_id INTEGER,
  quantity INTEGER,
  order_date DATE,
  status TEXT,
  FOREIGN KEY (piece_id) REFERENCES furniture_pieces(piece_id)
);
INSERT INTO craftsmen VALUES
(1,'Lars Holmgren',1961,'Malmo','joinery',48.5),
(2,'Amina Diallo',1988,'Dakar','carving',41.0),
(3,'Giulio Ferrante',1955,'Udine','veneer',62.0),
(4,'Hye-jin Noh',1992,'Jeonju','joinery',36.0),
(5,'Tomasz Wilk',1979,'Poznan','upholstery',39.5),
(6,'Rosa Quispe',1984,'Cusco','carving',33.0),
(7,'Benedict Oyelaran',1996,'Ibadan','upholstery',28.0),
(8,'Saskia de Wit',1973,'Malmo','upholstery',44.0),
(9,'Kenji Morita',1968,'Takayama','joinery',57.0);
INSERT INTO wood_types VALUES
(1,'white oak','France',1350,42.0),
(2,'black walnut','United States',1010,68.5),
(3,'ash','Poland',1320,31.0),
(4,'teak','Indonesia',1070,95.0),
(5,'cherry','United States',950,54.0),
(6,'pine','Finland',420,14.5),
(7,'zelkova','Korea',1040,73.0),
(8,'maple','Canada',1450,38.0),
(9,'rosewood','Brazil',2790,160.0);
INSERT INTO furniture_pieces VALUES
(1,'Fjord Rocker','chair',1,8.4,640,2011),
(2,'Mistral Table','table',2,41.0,2150,2016),
(3,'Hanok Chest','cabinet',7,36.5,3200,2019),
(4,'Spindle Stool','chair',3,3.9,180,2008),
(5,'Lagoon Bench','bench',4,22.7,975,2014),
(6,'Orchard Desk','desk',5,34.2,1680,2020),
(7,'Nest Cot','bed',6,19.8,420,2017),
(8,'Dovecote Shelf','cabinet',6,15.0,310,2009),
(9,'Library Chair','chair',2,9.7,890,2021),
(10,'Refectory Table','table',1,58.3,2780,2005),
(11,'Prairie Bed','bed',8,47.6,1940,2022),
(12,'Ferry Bench','bench',3,18.1,560,2018);
INSERT INTO work_assignments VALUES
(1,1,1,22,'2023-02-11'),
(2,2,1,9,'2023-02-18'),
(3,3,2,35,'2023-03-30'),
(4,9,3,61,'2023-05-14'),
(5,4,3,27,'2023-05-20'),
(6,4,4,6,'2023-06-02'),
(7,8,9,14,'2023-06-25'),
(8,5,9,11,'2023-07-01'),
(9,1,10,48,'2023-08-09'),
(10,6,5,17,'2023-09-12'),
(11,4,6,30,'2023-10-03'),
(12,9,10,20,'2023-10-28'),
(13,2,11,25,NULL),
(14,6,12,13,NULL);
INSERT INTO customer_orders VALUES
(101,'Cafe Lindqvist','Gothenburg',1,6,'2023-03-04','delivered'),
(102,'Hotel Aurelia','Trieste',2,3,'2023-04-17','delivered'),
(103,'Park Sun-mi','Busan',3,1,'2023-06-01','in production'),
(104,'Brackenhill School','Leeds',4,40,'2023-06-22','delivered'),
(105,'Cafe Lindqvist','Gothenburg',4,12,'2023-07-15','cancelled'),
(106,'Marlon Etxeberria','Bilbao',9,2,'2023-08-08','shipped'),
(107,'Hotel Aurelia','Trieste',10,1,'2023-09-19','in production'),
(108,'Nadia Farouk','Alexandria',6,1,'2023-10-05','shipped'),
(109,'Brackenhill School','Leeds',8,9,'2023-11-11','delivered'),
(110,'Oluwaseun Bright','Leeds',7,1,'2023-12-02','shipped'),
(111,'Park Sun-mi','Busan',9,4,'2024-01-20','in production');
